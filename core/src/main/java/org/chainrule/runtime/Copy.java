package org.chainrule.runtime;

/** So many elements copied, unless they lie where they should already. */
public record Copy(Place from, Place to, int length) implements Instruction {
    @Override
    public void run(Execution execution) {
        run(execution, from, to, length);
    }

    static void run(Execution execution, Place from, Place to, int length) {
        Object source = execution.array(from.slot());
        Object target = execution.array(to.slot());
        int begin = execution.at(from);
        if (source != target || begin != execution.at(to)) {
            System.arraycopy(source, begin, target, execution.at(to), length);
        }
    }

    @Override
    public String describe() {
        return "copy " + length;
    }
}
