package org.chainrule.graph;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An immutable node of the lazy graph: an operation on the results of earlier nodes. Nodes are numbered as they are made,
 * so an input's number is always the smaller one, and sorting by number is the topological order. Identical nodes are one
 * object: a common subexpression costs nothing.
 */
public final class Node implements NodeOperations {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number;
    private final Op op;
    private final List<Node> inputs;
    private final Type type;
    private final Source source;
    private volatile Optional<Data> value = Optional.empty();
    private final boolean derivative;

    private Node(Op op, List<Node> inputs, Type type, Source source) {
        this(op, inputs, type, source, false);
    }

    private Node(Op op, List<Node> inputs, Type type, Source source, boolean derivative) {
        this.derivative = derivative;
        this.number = NUMBERS.getAndIncrement();
        this.op = op;
        this.inputs = inputs;
        this.type = type;
        this.source = source;
    }

    /**
     * The node of an operation on inputs; the one that exists already, if it does.
     *
     * @throws ShapeException or {@link DTypeException} if the inputs do not fit
     */
    public static Node of(Op op, Node... inputs) {
        return of(op, List.of(inputs));
    }

    /** As {@link #of(Op, Node...)}. */
    public static Node of(Op op, List<Node> inputs) {
        return Interning.find(op, inputs, () -> {
            Type type = op.infer(inputs.stream().map(Node::type).toList());
            return new Node(op, List.copyOf(inputs), type, Source.here());
        });
    }

    /** The node that holds these elements. */
    public static Node constant(Data data) {
        return constant(data, Source.here());
    }

    /** The node that holds these elements, which a known line made. */
    public static Node constant(Data data, Source source) {
        return holding(new Leaf.Constant(data), source);
    }

    /** The node that holds what a function gave, in which a known line computed it. */
    public static Node computed(Data data, Source source) {
        return computed(data, source, Origins.UNKNOWN);
    }

    /** The same, of what is known to be computed from some nodes. */
    public static Node computed(Data data, Source source, Origins origins) {
        return holding(new Leaf.Constant(data, origins), source);
    }

    private static Node holding(Leaf.Constant constant, Source source) {
        Node node = new Node(constant, List.of(), constant.type(), source);
        node.value = Optional.of(constant.data());
        return node;
    }

    /**
     * This node as a derivative that is given. What was there before, as w, the derivative of w·x, or a number that stands in some formula, becomes a node
     * of its own: as the derivative it is another thing.
     */
    public Node asDerivative() {
        if (isDerivative()) {
            return this;
        }
        return isNumber()
                ? new Node(op, inputs, type, source, true)
                : new Node(new Movement.Reshape(shape()), List.of(this), type, source, true);
    }

    /** Whether this was given as a derivative, or was made on the way to one. Numbers that a function gave are none. */
    public boolean isDerivative() {
        boolean passed = source.pass() != Source.Pass.FORWARD && !(op instanceof Leaf.Constant) && !isNumber();
        return derivative || passed;
    }

    /** Whether this is one number, or copies of one, that are written in the graph itself. */
    private boolean isNumber() {
        return made() instanceof Leaf.Literal;
    }

    /** The operation that makes the elements, which a broadcast copies. */
    private Op made() {
        return op instanceof Movement.Broadcast ? input(0).op() : op;
    }

    public long number() {
        return number;
    }

    @Override
    public Op op() {
        return op;
    }

    public List<Node> inputs() {
        return inputs;
    }

    public Node input(int index) {
        return inputs.get(index);
    }

    public Type type() {
        return type;
    }

    @Override
    public Shape shape() {
        return type.shape();
    }

    @Override
    public DType dtype() {
        return type.dtype();
    }

    /** The user's line that made this node first. */
    public Source source() {
        return source;
    }

    /** The elements, if they were computed. */
    public Optional<Data> value() {
        return value;
    }

    /** Keeps the computed elements. */
    public void keep(Data computed) {
        if (!computed.type().equals(type)) {
            throw new IllegalArgumentException(computed.type() + " is no value of " + this);
        }
        value = Optional.of(computed);
    }

    // Constants of this node's type

    /** A node of this node's shape and dtype, filled with one number. */
    public Node constant(double filling) {
        return filled(type, filling);
    }

    /** A node of that type, filled with one number. */
    public static Node filled(Type type, double filling) {
        Node scalar = of(Leaf.Literal.of(type.dtype(), filling));
        return type.shape().isScalar() ? scalar : of(new Movement.Broadcast(type.shape(), Axes.of()), scalar);
    }

    public Node zero() {
        return constant(0);
    }

    public Node one() {
        return constant(1);
    }

    /** Whether this is made as {@link #one}. */
    boolean isOne() {
        return made() instanceof Leaf.Literal literal && literal.is(1);
    }

    /** Of the number: nodes made one after the other then lie side by side in maps, also where every 2nd to 32nd is put. */
    @Override
    public int hashCode() {
        return Long.hashCode(number ^ number >>> 5);
    }

    /** For example {@code %17 = tanh(%15) : float32[2, 3]   Digits.java:12}. */
    @Override
    public String toString() {
        String arguments = inputs.stream()
                .map(input -> "%" + input.number)
                .collect(java.util.stream.Collectors.joining(", ", "(", ")"));
        return "%" + number + " = " + op.toString().toLowerCase(java.util.Locale.ROOT)
                + (inputs.isEmpty() ? "" : arguments) + " : " + (Tuple.isSeveral(this) ? "several" : type) + "   "
                + source;
    }
}
