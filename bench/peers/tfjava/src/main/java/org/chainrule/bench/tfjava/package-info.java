/** The tasks in TensorFlow-Java: graph mode, gradients by the C++ registry. */
package org.chainrule.bench.tfjava;
