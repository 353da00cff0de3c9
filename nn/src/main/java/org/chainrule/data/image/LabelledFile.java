package org.chainrule.data.image;

import java.nio.file.Path;
import org.chainrule.data.Part;

/**
 * An image that has not been read yet.
 *
 * @param label its class's number
 */
record LabelledFile(Path file, int label, Part part) {}
