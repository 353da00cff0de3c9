/** Backpropagation to look at: a page in the browser, served from this machine. */
module org.chainrule.lens {
    requires transitive org.chainrule.core;
    requires jdk.httpserver;
    requires transitive org.chainrule.nn;
    requires org.eclipse.elk.alg.layered;
    requires org.eclipse.elk.core;
    requires org.eclipse.elk.graph;
    requires org.eclipse.emf.common;
    requires org.eclipse.emf.ecore;
    requires static org.jspecify;

    exports org.chainrule.lens;
    exports org.chainrule.lens.health;
    exports org.chainrule.lens.live;
    exports org.chainrule.lens.series;
    exports org.chainrule.lens.watch;

    opens org.chainrule.lens to
            org.chainrule.core;
    opens org.chainrule.lens.watch to
            org.chainrule.core;
}
