/** The same work in this engine and in its peers, timed side by side. */
module org.chainrule.bench {
    requires static org.jspecify;
    requires info.picocli;
    requires jdk.management;
    requires jmh.core;
    requires org.chainrule.nn;

    opens org.chainrule.bench to
            info.picocli;
    opens org.chainrule.bench.engine.agree to
            org.chainrule.core;
    // arguments and states are records, which the engine reads by their components
    opens org.chainrule.bench.engine to
            org.chainrule.core;
    opens org.chainrule.bench.engine.trajectory to
            org.chainrule.core;
    opens org.chainrule.bench.kernels to
            org.chainrule.core;
}
