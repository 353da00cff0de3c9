package org.chainrule.data.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chainrule.data.DataException;

/**
 * A folder with a folder for each class, in which its images lie, or in folders below. What is hidden is passed over. The order is that of
 * the names' characters, the same on every system.
 *
 * @param images of each class, by its name in Unicode's composed form; a class may have none
 * @param others files that are no images, or belong to no class
 */
record ClassFolders(Path folder, SortedMap<String, List<Path>> images, List<Path> others) {
    private static final String OF_A_SYSTEM = "__MACOSX";

    /** @throws DataException if a folder cannot be read, or two have the same name in different characters */
    static ClassFolders in(Path folder) {
        SortedMap<String, List<Path>> images = new TreeMap<>();
        List<Path> others = new ArrayList<>();
        for (Path entry : entries(folder)) {
            if (!Files.isDirectory(entry)) {
                others.add(entry);
                continue;
            }
            List<Path> own = new ArrayList<>();
            files(entry).forEach(file -> (ImageFile.isNamedSo(file) ? own : others).add(file));
            if (images.put(name(entry), own) != null) {
                throw new DataException(folder + ": has two folders named " + name(entry));
            }
        }
        return new ClassFolders(folder, images, others);
    }

    /** Whether a class has an image. */
    boolean hasImages() {
        return images.values().stream().anyMatch(own -> !own.isEmpty());
    }

    /** What lies in a folder and is not hidden, in order. */
    static List<Path> entries(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(entries::add);
        } catch (IOException e) {
            throw DataException.of(folder, "cannot be read", e);
        }
        entries.removeIf(ClassFolders::isHidden);
        entries.sort(Comparator.comparing(ClassFolders::name));
        return entries;
    }

    /** All files below a folder that are not hidden, in order. */
    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .filter(file -> Stream.iterate(file, Path::getParent)
                            .takeWhile(above -> !above.equals(folder))
                            .noneMatch(ClassFolders::isHidden))
                    .sorted(Comparator.comparing(file -> folder.relativize(file).toString()))
                    .toList();
        } catch (IOException e) {
            throw DataException.of(folder, "cannot be read", e);
        } catch (UncheckedIOException e) {
            throw Optional.ofNullable(e.getCause())
                    .map(cause -> DataException.of(folder, "cannot be read", cause))
                    .orElseThrow(() -> e);
        }
    }

    private static boolean isHidden(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") || name.equals(OF_A_SYSTEM);
    }

    /** A folder's name, whose accents systems write in different characters. */
    static String name(Path folder) {
        return Normalizer.normalize(String.valueOf(folder.getFileName()), Normalizer.Form.NFC);
    }
}
