package org.chainrule.runtime;

/** So many elements copied, unless they lie where they should already. */
public record Copy(Place from, Place to, int length) implements Instruction {
    @Override
    public void run(Execution execution) {
        Object source = execution.array(from.slot());
        Object target = execution.array(to.slot());
        if (source != target || from.offset() != to.offset()) {
            System.arraycopy(source, from.offset(), target, to.offset(), length);
        }
    }

    @Override
    public String describe() {
        return "copy " + length;
    }
}
