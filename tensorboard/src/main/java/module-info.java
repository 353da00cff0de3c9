/** Trainings as event files that TensorBoard shows. */
module org.chainrule.tensorboard {
    requires transitive org.chainrule.nn;
    requires com.google.protobuf;
    requires static org.jspecify;

    exports org.chainrule.tensorboard;
}
