/** Trainings as event files that TensorBoard shows. */
@NullMarked
package org.chainrule.tensorboard;

import org.jspecify.annotations.NullMarked;
