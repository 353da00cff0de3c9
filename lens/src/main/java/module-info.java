/** Backpropagation to look at: a page in the browser, served from this machine. */
module org.chainrule.lens {
    requires transitive org.chainrule.core;
    requires jdk.httpserver;
    requires org.chainrule.nn;
    requires static org.jspecify;

    exports org.chainrule.lens;

    opens org.chainrule.lens to
            org.chainrule.core;
}
