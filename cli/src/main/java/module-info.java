/** The command line: {@code chainrule train}, {@code check}, and the report of a run. */
module org.chainrule.cli {
    requires de.siegmar.fastcsv;
    requires java.desktop; // PNG images
    requires info.picocli;
    requires jdk.unsupported; // Ctrl-C
    requires org.chainrule.core;
    requires org.chainrule.lens;
    requires org.chainrule.nn;
    requires org.chainrule.tensorboard;
    requires org.knowm.xchart;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;
    requires static org.jspecify;

    opens org.chainrule.cli to
            info.picocli;
}
