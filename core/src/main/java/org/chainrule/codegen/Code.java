package org.chainrule.codegen;

import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A stretch of bytecode to be written. Stretches nest, so that while a loop's body is being made, a constant that it
 * turns out to need can still be put before the loop.
 */
final class Code {
    private final List<Consumer<CodeBuilder>> parts = new ArrayList<>();

    void add(Consumer<CodeBuilder> part) {
        parts.add(part);
    }

    /** A stretch that stands here and can be filled later. */
    Code section() {
        Code section = new Code();
        parts.add(section::writeTo);
        return section;
    }

    void writeTo(CodeBuilder builder) {
        parts.forEach(part -> part.accept(builder));
    }
}
