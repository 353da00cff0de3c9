package org.chainrule.runtime;

import java.util.List;
import org.chainrule.plan.Plan;

/** What people may ask about a program; found out only then. */
public interface About {
    /** What each instruction does. */
    List<Work> works();

    /** Nodes, kernels and buffers in words. */
    String explain();

    /** Kernels and buffers as values. */
    Plan plan();
}
