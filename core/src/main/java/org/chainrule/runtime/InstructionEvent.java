package org.chainrule.runtime;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An instruction's run in a recording of Java Flight Recorder. */
@Name("org.chainrule.Instruction")
@Label("Instruction")
@Category("Chainrule")
@StackTrace(false)
final class InstructionEvent extends Event {
    @Label("Kind")
    private String kind = "";

    @Label("Source line")
    private String line = "";

    @Label("Operations")
    private double operations;

    @Label("Bytes")
    @DataAmount
    private long bytes;

    void commit(Work work) {
        end();
        if (shouldCommit()) {
            kind = work.kind();
            line = work.source();
            operations = work.operations();
            bytes = (long) work.bytes();
            commit();
        }
    }
}
