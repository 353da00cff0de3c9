package org.chainrule.data.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.data.DataException;

/** Images in folders whose classes a model has learnt. */
final class KnownClasses {
    private KnownClasses() {}

    static ImageFiles in(Path root, ImagePreparation preparation) {
        ClassFolders folders = FolderScan.toTest(root);
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        folders.images().forEach((name, images) -> {
            int label = preparation.classes().indexOf(name);
            if (label < 0 && !images.isEmpty()) {
                throw new DataException(folders.folder() + ": the folder '" + name + "' is none of the classes "
                        + String.join(", ", preparation.classes()));
            }
            files.addAll(images);
            images.forEach(_ -> labels.add(label));
        });
        if (files.isEmpty()) {
            throw new DataException(folders.folder() + ": has no image in a folder of a class");
        }
        return ImageFiles.of(files, labels, preparation.size(), preparation.channels());
    }
}
