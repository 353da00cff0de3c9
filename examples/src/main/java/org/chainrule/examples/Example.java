package org.chainrule.examples;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The examples, in the order to read them. */
enum Example {
    // spotless:off
    LENET  ("handwritten digits, by a convolutional network",          Lenet::main),
    TABLES("five small tables, beside linear models", Tables::main),
    CHARACTERS("a transformer or an LSTM reads Moby-Dick and writes on", Characters::main),
    AUTOENCODER("digits written down in sixteen numbers, and invented", Autoencoder::main),
    WORDS("word vectors: what stands near whale, ship and sea", Words::main),
    BURGERS("a differential equation, solved by a network",            Burgers::main);
    // spotless:on

    private final String about;
    private final Program program;

    Example(String about, Program program) {
        this.about = about;
        this.program = program;
    }

    /** What is run. */
    @FunctionalInterface
    interface Program {
        void main(String... arguments);
    }

    static Optional<Example> named(String name) {
        return Arrays.stream(values())
                .filter(example -> example.title().equals(name))
                .findFirst();
    }

    /** As on the command line. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String about() {
        return about;
    }

    void run(String... arguments) {
        program.main(arguments);
    }
}
