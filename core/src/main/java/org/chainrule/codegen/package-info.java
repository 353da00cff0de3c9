/** From kernels to JVM bytecode. The only user of {@link java.lang.classfile}. */
@NullMarked
package org.chainrule.codegen;

import org.jspecify.annotations.NullMarked;
