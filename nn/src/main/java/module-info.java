/** Layers, losses, optimizers, data and the trainer. */
module org.chainrule.nn {
    requires transitive org.chainrule.core;
    requires de.siegmar.fastcsv;
    requires java.desktop; // image files
    requires tools.jackson.core;
    requires static org.jspecify;

    exports org.chainrule.data;
    exports org.chainrule.data.image;
    exports org.chainrule.data.table;
    exports org.chainrule.data.text;
    exports org.chainrule.io;
    exports org.chainrule.nn;
    exports org.chainrule.nn.language;
    exports org.chainrule.nn.layer;
    exports org.chainrule.nn.loss;
    exports org.chainrule.nn.metric;
    exports org.chainrule.optim;
    exports org.chainrule.optim.schedule;
    exports org.chainrule.regularization;
    exports org.chainrule.train;

    opens org.chainrule.nn to
            org.chainrule.core;
    opens org.chainrule.nn.language to
            org.chainrule.core;
    opens org.chainrule.nn.layer to
            org.chainrule.core;
    opens org.chainrule.optim to
            org.chainrule.core;
    opens org.chainrule.regularization to
            org.chainrule.core;
    opens org.chainrule.train to
            org.chainrule.core;
}
