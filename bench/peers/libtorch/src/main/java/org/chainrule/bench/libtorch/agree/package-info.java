/** Values and gradients of every operation in libtorch, which names and shapes many of them differently. */
package org.chainrule.bench.libtorch.agree;
