package org.chainrule.codegen;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Gives local variables of emitted code that are never alive at the same time one slot. The emitter takes a fresh variable for
 * every value; beyond slot 255 each access takes two bytes more, and HotSpot does not compile methods of over 8000 bytes.
 */
final class LocalSlots {
    private static final int BYTE_SLOTS = 1 << 8;

    private final Map<Integer, Life> lives = new HashMap<>();
    private final Map<Integer, Integer> slots = new HashMap<>();

    /** From the first access to the last, by the numbers of instructions. */
    private static final class Life {
        private final int local;
        private final TypeKind kind;
        private final int from;
        private int to;

        Life(int local, TypeKind kind, int from) {
            this.local = local;
            this.kind = kind;
            this.from = from;
            this.to = from;
        }
    }

    /** A stretch of instructions that a branch leads back over. */
    private record Loop(int from, int to) {}

    /**
     * Finds the slots.
     *
     * @param code the instructions; every variable is written before it is read, in the order in which they stand
     * @param parameters the slots below this stay what they are
     */
    LocalSlots(List<CodeElement> code, int parameters) {
        List<Loop> loops = new ArrayList<>();
        Map<Label, Integer> labels = new HashMap<>();
        for (int i = 0; i < code.size(); i++) {
            switch (code.get(i)) {
                case LoadInstruction load -> access(load.slot(), load.typeKind(), i);
                case StoreInstruction store -> access(store.slot(), store.typeKind(), i);
                case IncrementInstruction increment -> access(increment.slot(), TypeKind.INT, i);
                case LabelTarget target -> labels.put(target.label(), i);
                case BranchInstruction branch
                when labels.containsKey(branch.target()) -> loops.add(new Loop(labels.get(branch.target()), i));
                case CodeElement _ -> {
                    // Everything else touches no local variable.
                }
            }
        }
        loops.sort(Comparator.comparingInt(loop -> loop.to() - loop.from()));
        loops.forEach(this::keepAliveIn);
        assign(parameters);
    }

    private void access(int local, TypeKind kind, int instruction) {
        lives.computeIfAbsent(local, _ -> new Life(local, kind.asLoadable(), instruction)).to = instruction;
    }

    /** What is made before a loop and used in it is used in its last round too. */
    private void keepAliveIn(Loop loop) {
        for (Life life : lives.values()) {
            if (life.from < loop.from() && life.to >= loop.from() && life.to < loop.to()) {
                life.to = loop.to();
            }
        }
    }

    private void assign(int parameters) {
        List<Life> inOrder = new ArrayList<>(lives.values());
        inOrder.sort(Comparator.comparingInt(life -> life.from));
        PriorityQueue<Life> alive = new PriorityQueue<>(Comparator.comparingInt(life -> life.to));
        BitSet taken = new BitSet(BYTE_SLOTS);
        taken.set(0, parameters);
        for (Life life : inOrder) {
            if (life.local < parameters) {
                slots.put(life.local, life.local);
                continue;
            }
            while (!alive.isEmpty() && alive.element().to < life.from) {
                Life over = alive.remove();
                taken.clear(slot(over.local), slot(over.local) + over.kind.slotSize());
            }
            int slot = free(taken, life.kind.slotSize());
            taken.set(slot, slot + life.kind.slotSize());
            slots.put(life.local, slot);
            alive.add(life);
        }
    }

    private static int free(BitSet taken, int size) {
        int slot = taken.nextClearBit(0);
        while (size == 2 && taken.get(slot + 1)) {
            slot = taken.nextClearBit(slot + 1);
        }
        return slot;
    }

    /** The slot of a local variable. */
    int slot(int local) {
        return Objects.requireNonNull(slots.get(local));
    }
}
