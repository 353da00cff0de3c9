package org.chainrule.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.chainrule.graph.Gather;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.graph.Tuple;
import org.chainrule.runtime.Copy;
import org.chainrule.runtime.IndexCheck;
import org.chainrule.runtime.Instruction;
import org.chainrule.runtime.LoopRun;
import org.chainrule.runtime.Place;
import org.chainrule.runtime.ProductRun;
import org.chainrule.runtime.Program;
import org.chainrule.runtime.Work;

/** Turns stages into a program: launches, the memory plan, instructions. */
final class Assembly {
    private final List<Node> roots;
    private final List<Stage> stages;
    private final Storage storage;
    private final InPlace inPlace;
    private final Map<Stage, List<Launch>> launches = new HashMap<>();
    private final TiledProducts products;
    private final Buffers buffers;
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Supplier<Work>> works = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final Fills fills = new Fills(this::place, this::add);
    private int loops;

    /** @param overwritten the arguments that results are written over */
    Assembly(List<Node> roots, Fusion.Fused fused, InPlace inPlace, Map<Node, Node> overwritten) {
        this.roots = roots;
        this.inPlace = inPlace;
        this.stages = fused.stages().stream()
                .filter(stage -> !(stage instanceof Stage.Fused loop) || loop.isNeeded())
                .toList();
        this.storage = fused.storage();
        this.products = new TiledProducts(roots, stages, storage);
        this.buffers = new Buffers(roots, overwritten);
    }

    Program program() {
        for (Stage stage : stages) {
            if (stage instanceof Stage.Fused loop) {
                plan(loop);
            }
        }
        stages.forEach(this::live);
        Takeovers.tell(stages, inPlace, storage, buffers.memory());
        buffers.memory().place();
        List<Stage> kernels = stages.stream().filter(Stage::runsAlone).toList();
        for (Stage stage : kernels) {
            int before = instructions.size();
            switch (stage) {
                case Stage.Call call -> call(call);
                case Stage.Fused loop -> loop(loop);
            }
            lengths.add(instructions.size() - before);
        }
        return new Program(
                instructions,
                buffers.slots(),
                loops,
                new Account(roots, kernels, launches, products::epilogues, this::uses, buffers, works, lengths));
    }

    private void plan(Stage.Fused stage) {
        Launch launch = Launch.of(products.loop(stage), stage.epilogueOf().isPresent());
        List<Launch> all = new ArrayList<>(List.of(launch));
        for (Object buffer : launch.buffers()) {
            if (buffer instanceof Launch.Partial partial) {
                all.add(Launch.combining(partial));
            }
        }
        launches.put(stage, all);
    }

    /** Tells the memory plan which buffers a stage writes and reads. */
    private void live(Stage stage) {
        Uses uses = uses(stage);
        int position = stage.runsAt();
        uses.written().forEach(buffer -> buffers.written(buffer, position));
        uses.read().forEach(buffer -> buffers.read(buffer, position));
    }

    private Uses uses(Stage stage) {
        Uses all = switch (stage) {
            case Stage.Call call ->
                new Uses(
                        storage.read(call.node()).stream()
                                .<Object>map(input -> storage.located(input).buffer())
                                .toList(),
                        List.copyOf(call.results()));
            case Stage.Fused loop -> Uses.of(launchesOf(loop));
        };
        return all.without(products::isPassing);
    }

    private List<Launch> launchesOf(Stage.Fused stage) {
        return Objects.requireNonNull(launches.get(stage));
    }

    private Place place(Object buffer) {
        return products.isPassing(buffer) ? buffers.parts() : buffers.place(buffer);
    }

    /** Where the buffer lies that an instruction reads as its input. */
    private Place placeOf(Node input) {
        return place(storage.located(input).buffer());
    }

    private void add(Instruction instruction, Supplier<Work> work) {
        instructions.add(instruction);
        works.add(work);
    }

    private void loop(Stage.Fused stage) {
        if (Fills.suffice(stage)) {
            fills.uniform(stage);
            return;
        }
        fills.gaps(stage);
        lookUps(stage);
        launchesOf(stage).forEach(launch -> launch(stage, launch));
    }

    private void launch(Stage.Fused stage, Launch launch) {
        fills.identities(stage, launch);
        add(run(launch), () -> Works.of(stage, launch));
    }

    /** What comes before slices are looked up: their numbers are checked, and a table that is not changed in place is copied. */
    private void lookUps(Stage.Fused stage) {
        stage.loop().lookUps().distinct().forEach(lookUp -> {
            Node indices = lookUp.index().buffer();
            int count = indices.shape().size();
            add(
                    new IndexCheck(place(indices), count, lookUp.extent(), stage.lines()),
                    () -> Works.before("check", stage, (double) count * Integer.BYTES));
        });
        for (Goal goal : stage.goals()) {
            boolean written = stage.loop().writes().stream().anyMatch(write -> write.buffer() == goal.result());
            if (goal.kind() == Goal.Kind.ADD && written) {
                int size = goal.result().shape().size();
                Place table = place(storage.located(goal.result().input(0)).buffer());
                add(new Copy(table, place(goal.result()), size), () -> Works.before("copy", stage, 0));
            }
        }
    }

    private LoopRun run(Launch whole) {
        Launch launch = Overwriting.of(whole, this::place);
        List<Place> places = launch.buffers().stream().map(this::place).toList();
        int[] offsets = places.stream().mapToInt(Place::offset).toArray();
        int[][] arguments = new int[launch.blocks()][];
        for (int block = 0; block < arguments.length; block++) {
            arguments[block] = launch.arguments(offsets, block);
        }
        return new LoopRun(
                loops++,
                Kernels.code(launch),
                places.stream().mapToInt(Place::slot).toArray(),
                arguments,
                IntStream.range(0, places.size())
                        .map(launch.kernel().layout()::operand)
                        .toArray(),
                launch.cut(),
                LookAheads.of(launch),
                Weights.of(launch.loop()),
                launch.kernel()::toString);
    }

    private void call(Stage.Call call) {
        List<Stage.Fused> epilogues = products.epilogues(call);
        for (Stage.Fused stage : epilogues) {
            fills.gaps(stage);
            fills.identities(stage, launchesOf(stage).getFirst());
        }
        add(instruction(call), () -> Works.of(call, epilogues, products::isPassing));
        for (Stage.Fused stage : epilogues) {
            launchesOf(stage).stream().skip(1).forEach(launch -> launch(stage, launch));
        }
    }

    private Instruction instruction(Stage.Call call) {
        Node node = call.node();
        return switch (node.op()) {
            case MatMul _ -> product(call);
            case Gather gather -> slices(node).picked(gather);
            case ScatterAdd scatter -> slices(node).added(scatter);
            case Tuple tuple -> {
                List<Place> inputs = node.inputs().stream().map(this::placeOf).toList();
                List<Optional<Place>> results = Tuple.results(node).stream()
                        .map(result -> Optional.of(result)
                                .filter(call.results()::contains)
                                .map(this::place))
                        .toList();
                yield new Calls(node, inputs, results).instruction(tuple);
            }
            default -> throw new AssertionError(node);
        };
    }

    private Slices slices(Node node) {
        return new Slices(node, storage, this::placeOf, place(node));
    }

    private ProductRun product(Stage.Call call) {
        Node node = call.node();
        Storage.Located left = storage.located(node.input(0));
        Storage.Located right = storage.located(node.input(1));
        List<ProductRun.Epilogue> epilogues = new ArrayList<>();
        for (Stage.Fused stage : products.epilogues(call)) {
            Launch launch = launchesOf(stage).getFirst();
            epilogues.add(new ProductRun.Epilogue(run(launch), launch.buffers().indexOf(node), launch.runsOn()));
        }
        Place a = place(left.buffer());
        Place b = place(right.buffer());
        return new ProductRun(
                products.plan(node),
                new Place(a.slot(), a.offset() + left.address().offset()),
                new Place(b.slot(), b.offset() + right.address().offset()),
                Optional.of(node)
                        .filter(product -> !products.isPassing(product))
                        .map(this::place),
                epilogues);
    }
}
