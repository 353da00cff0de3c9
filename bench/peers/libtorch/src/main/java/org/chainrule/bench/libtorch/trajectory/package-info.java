/** The trajectories of libtorch. */
package org.chainrule.bench.libtorch.trajectory;
