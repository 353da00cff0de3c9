package org.chainrule.cli;

import java.util.List;
import org.chainrule.data.image.Augmentation;
import picocli.CommandLine.ITypeConverter;

/** How images are varied while they are learnt from. */
enum AugmentChoice {
    PHOTO,
    DRAWING,
    NONE;

    /** What suits images of which nothing is known but whether they have colours. */
    static AugmentChoice of(int channels) {
        return channels == 1 ? DRAWING : PHOTO;
    }

    List<Augmentation> augmentations() {
        return switch (this) {
            case PHOTO -> Augmentation.photo();
            case DRAWING -> Augmentation.drawing();
            case NONE -> List.of();
        };
    }

    @Override
    public String toString() {
        return Options.name(this);
    }

    /** Reads the name of a choice. */
    static final class Reader implements ITypeConverter<AugmentChoice> {
        @Override
        public AugmentChoice convert(String text) {
            return Options.named(AugmentChoice.class, text);
        }
    }
}
