package org.chainrule.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The entries at which a function has a kink or jumps. Along a direction that moves such an entry every slope between two is
 * right, which would hide what is wrong with the other entries: so corners are judged alone, and the others without them.
 */
final class Corners {
    /** How often the others are judged again after corners were set apart. */
    private static final int ROUNDS = 8;
    /** How many looks for corners are taken, for every entry that is checked one by one anyway. */
    private static final int GLANCES = 64;
    /** The part of a gradient by which it jumps if at all, between two places that are {@link #NEAR}. */
    private static final double JUMP = 1e-6;

    private static final double NEAR = 0x1p-30;

    private final Problem problem;
    private final List<double[]> gradients;
    private final double scale;
    private final Map<Place, Slope> found = new LinkedHashMap<>();
    private final Set<Place> unchecked = new LinkedHashSet<>();
    private int glances;

    Corners(Problem problem, List<double[]> gradients, Settings settings) {
        this.problem = problem;
        this.gradients = gradients;
        this.scale = settings.scale();
        this.glances = GLANCES * Math.max(settings.entries(), 1);
    }

    /**
     * The entries at no corner, judged together.
     *
     * @param places the entries
     * @param direction in which they move
     * @param slope how they are judged; a kink or a jump only if no entry alone has one, or too many
     * @param culprit the entry at fault, if they are wrong
     */
    record Others(List<Place> places, Direction direction, Slope slope, Optional<Place> culprit) {
        boolean atCorner() {
            return slope.verdict() == Verdict.KINK || slope.verdict() == Verdict.JUMP;
        }
    }

    /** Every corner found so far, judged alone. */
    Map<Place, Slope> found() {
        return found;
    }

    /** How many of an argument's entries may be at a corner, but were not looked at, as there are too many. */
    int unchecked(int argument) {
        return (int)
                unchecked.stream().filter(place -> place.argument() == argument).count();
    }

    /** The places without those at corners. */
    List<Place> others(List<Place> places) {
        return places.stream()
                .filter(place -> !found.containsKey(place) && !unchecked.contains(place))
                .toList();
    }

    /** How many more entries may be looked at alone. */
    int glances() {
        return glances;
    }

    /** Sets corners among the places apart until what is left is smooth, or wrong without them. */
    Others apart(List<Place> places, SplittableRandom random) {
        Others others = judge(places, random);
        Optional<Place> culprit = Optional.empty();
        for (int round = 0; round < ROUNDS && others.slope().verdict() != Verdict.PASSED; round++) {
            int before = found.size() + unchecked.size();
            if (round == 0) {
                jumping(others).forEach(this::glance);
            } else if (others.atCorner()) {
                search(others.places(), random);
            } else {
                culprit = culprit(others.places(), random);
                culprit.ifPresent(this::glance);
            }
            if (found.size() + unchecked.size() > before) {
                others = judge(others.places(), random);
                culprit = Optional.empty();
            } else if (round > 0) {
                break;
            }
        }
        return new Others(others.places(), others.direction(), others.slope(), culprit);
    }

    private Others judge(List<Place> places, SplittableRandom random) {
        List<Place> rest = others(places);
        Direction direction = Direction.random(problem, rest, scale, random);
        Slope slope = rest.isEmpty() && !places.isEmpty()
                ? new Slope(Verdict.KINK, 0, 0, "every entry is at a kink or a jump")
                : Slope.judge(
                        direction,
                        problem.here(),
                        problem.weights(),
                        direction.along(gradients),
                        direction.finest(gradients));
        return new Others(rest, direction, slope, Optional.empty());
    }

    /** Where the gradient jumps between two places beside this one: at every kink, if it is right. */
    private List<Place> jumping(Others others) {
        double step = NEAR * others.direction().scale();
        List<double[]> right = others.direction().gradientsAt(step);
        List<double[]> left = others.direction().gradientsAt(-step);
        return others.places().stream()
                .filter(place -> jumps(
                        right.get(place.argument())[place.element()], left.get(place.argument())[place.element()]))
                .toList();
    }

    private static boolean jumps(double right, double left) {
        return !(Math.abs(right - left) <= JUMP * Math.max(Math.abs(right), Math.abs(left)));
    }

    private void glance(Place place) {
        if (glances == 0) {
            unchecked.add(place);
            return;
        }
        glances--;
        look(Direction.entry(problem, place, scale)).ifPresent(slope -> found.put(place, slope));
    }

    private Optional<Slope> look(Direction direction) {
        return Slope.glance(direction, problem.here(), problem.weights(), direction.along(gradients));
    }

    /** Finds the corners of a group by looking at each of its halves. */
    private void search(List<Place> group, SplittableRandom random) {
        if (group.size() <= 1) {
            group.forEach(this::glance);
        } else if (glances == 0) {
            unchecked.addAll(group);
        } else {
            glances--;
            if (look(Direction.random(problem, group, scale, random)).isPresent()) {
                search(group.subList(0, group.size() / 2), random);
                search(group.subList(group.size() / 2, group.size()), random);
            }
        }
    }

    /** An entry at fault, by halving. */
    private Optional<Place> culprit(List<Place> places, SplittableRandom random) {
        List<Place> rest = places;
        while (rest.size() > 1) {
            List<Place> half = rest.subList(0, rest.size() / 2);
            Direction direction = Direction.random(problem, half, scale, random);
            Slope slope = Slope.judge(direction, problem.here(), problem.weights(), direction.along(gradients));
            rest = slope.verdict().accepted() ? rest.subList(rest.size() / 2, rest.size()) : half;
        }
        return rest.stream().findFirst();
    }
}
