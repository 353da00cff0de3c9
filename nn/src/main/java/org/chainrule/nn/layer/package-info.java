/** Layers of networks for images, sequences and text: records, whose components are parameters, parts and configuration. */
@NullMarked
package org.chainrule.nn.layer;

import org.jspecify.annotations.NullMarked;
