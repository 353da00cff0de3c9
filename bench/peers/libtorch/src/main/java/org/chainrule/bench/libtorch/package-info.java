/** The tasks in libtorch, called from Java through org.bytedeco:pytorch. */
package org.chainrule.bench.libtorch;
