/** Automatic differentiation: graphs, gradients, the compiler and its kernels. Depends on nothing. */
module org.chainrule.core {
    requires jdk.jfr;
    requires static jdk.incubator.vector;
    requires static org.jspecify;

    exports org.chainrule;
    exports org.chainrule.check;
    exports org.chainrule.graph;
    exports org.chainrule.plan;
    exports org.chainrule.threads;
}
