package org.chainrule.data.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.data.DataException;
import org.chainrule.data.Part;

/**
 * What lies in a folder of images: folders of classes; or a folder {@code train} with folders of classes, and {@code val}, {@code test} or
 * both beside it. A part that is not there is cut from what there is to train on.
 *
 * @param remarks what a user should know: what is left out, and why
 */
record FolderScan(List<String> classes, List<LabelledFile> files, List<String> remarks) {
    private static final int MOST_LISTED = 3;

    static FolderScan of(Path root, long seed) {
        Map<Part, ClassFolders> parts = parts(root);
        List<String> remarks = new ArrayList<>();
        List<String> classes = classes(root, training(parts), remarks);
        List<LabelledFile> files = new ArrayList<>();
        parts.forEach((part, folders) -> folders.images().forEach((name, images) -> {
            int label = classes.indexOf(name);
            if (label < 0 && !images.isEmpty()) {
                throw new DataException(folders.folder() + ": class " + name + " has no image to train on");
            }
            images.forEach(file -> files.add(new LabelledFile(file, label, part)));
        }));
        List<Path> others = parts.values().stream()
                .flatMap(folders -> folders.others().stream())
                .toList();
        if (!others.isEmpty()) {
            remarks.add("no images of a class, and left out: " + listed(root, others));
        }
        return new FolderScan(classes, Division.of(files, parts.keySet(), seed), remarks);
    }

    /** The classes that have images, in the order of their numbers. */
    private static List<String> classes(Path root, ClassFolders training, List<String> remarks) {
        List<String> classes = new ArrayList<>();
        training.images().forEach((name, images) -> {
            if (images.isEmpty()) {
                remarks.add("class " + name + " has no image, and is left out");
            } else {
                classes.add(name);
            }
        });
        if (classes.size() < 2) {
            String found = classes.isEmpty() ? "of no class" : "of the class " + classes.getFirst() + " alone";
            throw new DataException(training.folder() + ": has images " + found
                    + "; two are the least, each in a folder with its name, as " + root.resolve("cat/tom.png"));
        }
        return classes;
    }

    /** The folders of classes for each part that has its own; all in one for training otherwise. */
    private static Map<Part, ClassFolders> parts(Path root) {
        if (!Files.isDirectory(root)) {
            throw new DataException(root + ": there is no such folder");
        }
        Map<Part, ClassFolders> parts = new EnumMap<>(Part.class);
        for (Path folder : ClassFolders.entries(root)) {
            Optional<Part> part = part(folder).filter(_ -> Files.isDirectory(folder));
            if (part.isPresent()) {
                ClassFolders inside = ClassFolders.in(folder);
                if (inside.hasImages() && parts.put(part.get(), inside) != null) {
                    throw new DataException(root + ": has two folders for one part, one of them " + folder);
                }
            }
        }
        return parts.containsKey(Part.TRAINING) ? parts : Map.of(Part.TRAINING, ClassFolders.in(root));
    }

    /** Those for training, which are always there. */
    private static ClassFolders training(Map<Part, ClassFolders> parts) {
        return Optional.ofNullable(parts.get(Part.TRAINING)).orElseThrow();
    }

    /** Those for testing if there are some, else those for training, which then may be all. */
    static ClassFolders toTest(Path root) {
        Map<Part, ClassFolders> parts = parts(root);
        return Optional.ofNullable(parts.get(Part.TEST)).orElseGet(() -> training(parts));
    }

    private static Optional<Part> part(Path folder) {
        return switch (ClassFolders.name(folder).toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(Part.TRAINING);
            case "val", "valid", "validation" -> Optional.of(Part.VALIDATION);
            case "test", "testing" -> Optional.of(Part.TEST);
            default -> Optional.empty();
        };
    }

    /** The first few, and how many more. */
    static String listed(Path root, List<Path> files) {
        String first = files.stream()
                .limit(MOST_LISTED)
                .map(file -> root.relativize(file).toString())
                .collect(Collectors.joining(", "));
        return files.size() > MOST_LISTED ? first + " and " + (files.size() - MOST_LISTED) + " more" : first;
    }
}
