package org.chainrule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Type;

/**
 * One problem, checked in every way: entries one by one, all entries of a parameter along a direction, forward against
 * reverse, and Taylor's theorem.
 *
 * @param problem what is checked
 * @param paths the arguments' names
 * @param order the order of the derivative
 * @param settings how much is checked
 */
record Inspection(Problem problem, List<String> paths, int order, Settings settings) {
    List<Finding> findings() {
        if (problem.here().length > 0 && Arrays.stream(problem.here()).noneMatch(Double::isFinite)) {
            return List.of(Finding.ofValue(
                    order, Verdict.NON_FINITE, "no output is finite; the first is " + problem.here()[0]));
        }
        List<Finding> findings = new ArrayList<>(misshapen());
        if (!findings.isEmpty()) {
            return findings;
        }
        findings.addAll(leftOut());
        SplittableRandom random = settings.random(order);
        List<double[]> gradients = problem.computedGradients();
        Corners corners = new Corners(problem, gradients, settings);
        Set<Place> alone = new HashSet<>();
        for (int argument = 0; argument < paths.size(); argument++) {
            List<Place> places = Place.all(problem, argument);
            List<Place> chosen = chosen(places);
            alone.addAll(chosen);
            chosen.forEach(place -> findings.add(entry(place, gradients)));
            if (chosen.size() < places.size()) {
                findings.addAll(all(places, gradients, corners, random));
            }
        }
        findings.add(transposed(gradients, random));
        findings.add(taylor(gradients, corners, random));
        corners.found().forEach((place, slope) -> {
            if (!alone.contains(place)) {
                findings.add(
                        slope.verdict() == Verdict.WRONG
                                ? entry(place, gradients)
                                : at(place, gradients.get(place.argument())[place.element()], slope));
            }
        });
        return findings;
    }

    /** Outputs that are not finite have no differences. */
    private List<Finding> leftOut() {
        long nan = Arrays.stream(problem.here()).filter(Double::isNaN).count();
        long infinite = Arrays.stream(problem.here()).filter(Double::isInfinite).count();
        String of = " of " + problem.here().length + " outputs are ";
        List<Finding> findings = new ArrayList<>();
        if (nan > 0) {
            findings.add(Finding.ofValue(order, Verdict.NON_FINITE, nan + of + "NaN"));
        }
        if (infinite > 0) {
            findings.add(Finding.ofValue(order, Verdict.SKIPPED, infinite + of + "infinite and left out"));
        }
        return findings;
    }

    private List<Finding> misshapen() {
        List<Finding> findings = new ArrayList<>();
        for (int argument = 0; argument < paths.size(); argument++) {
            Type wanted = problem.arguments().get(argument).type();
            Type given = problem.gradients().get(argument).type();
            if (!given.equals(wanted)) {
                findings.add(new Finding(
                        Check.VALUE,
                        order,
                        paths.get(argument),
                        List.of(),
                        Verdict.WRONG,
                        0,
                        0,
                        0,
                        "its gradient is " + given + ", itself is " + wanted
                                + ": is a sum over broadcast axes missing?"));
            }
        }
        return findings;
    }

    private List<Place> chosen(List<Place> places) {
        if (places.size() <= settings.entries()) {
            return places;
        }
        return new SplittableRandom(settings.seed())
                .ints(0, places.size())
                .distinct()
                .limit(settings.entries())
                .mapToObj(places::get)
                .toList();
    }

    private Finding entry(Place place, List<double[]> gradients) {
        double value = problem.value(place);
        double analytic = gradients.get(place.argument())[place.element()];
        if (!Double.isFinite(value)) {
            return at(
                    place,
                    Double.isFinite(analytic) ? Verdict.SKIPPED : Verdict.NON_FINITE,
                    analytic,
                    Double.NaN,
                    0,
                    "the input is " + value);
        }
        Slope slope = Slope.judge(
                Direction.entry(problem, place, settings.scale()), problem.here(), problem.weights(), analytic);
        return at(place, analytic, slope);
    }

    /** All entries along each of some directions, but those at corners; where one is wrong, the entry at fault. */
    private List<Finding> all(List<Place> places, List<double[]> gradients, Corners corners, SplittableRandom random) {
        int argument = places.getFirst().argument();
        List<Finding> findings = new ArrayList<>();
        int unchecked = 0;
        for (int projection = 0; projection < settings.projections(); projection++) {
            Corners.Others others = corners.apart(places, random);
            others.culprit().ifPresent(place -> findings.add(entry(place, gradients)));
            unchecked = corners.unchecked(argument);
            if (others.atCorner()) {
                if (others.places().size() <= corners.glances()) {
                    others.places().forEach(place -> findings.add(entry(place, gradients)));
                } else {
                    unchecked += others.places().size();
                }
            }
            findings.add(along(argument, others, gradients));
        }
        if (unchecked > 0) {
            findings.add(unchecked(argument, unchecked, places.size()));
        }
        return findings;
    }

    private Finding along(int argument, Corners.Others others, List<double[]> gradients) {
        Slope slope = others.slope();
        return new Finding(
                Check.DIRECTION,
                order,
                paths.get(argument),
                List.of(),
                slope.verdict(),
                others.direction().along(gradients),
                slope.numeric(),
                slope.uncertainty(),
                slope.note());
    }

    private Finding unchecked(int argument, int unchecked, int all) {
        String note = String.format(
                Locale.ROOT,
                "%,d of %,d entries are unchecked: kinks or jumps hide them, too many to be told apart;"
                        + " move the input off them, or allow more entries",
                unchecked,
                all);
        return new Finding(Check.VALUE, order, paths.get(argument), List.of(), Verdict.UNRESOLVED, 0, 0, 0, note);
    }

    private Finding transposed(List<double[]> gradients, SplittableRandom random) {
        try {
            Transposition found = Transposition.along(problem, gradients, random);
            return finding(
                    Check.TRANSPOSE,
                    List.of(),
                    found.verdict(),
                    found.reverse(),
                    found.forward(),
                    found.tolerance(),
                    "");
        } catch (DerivativeException e) {
            // an operation of the user's own that has no forward mode, which nobody asked for
            return Finding.ofValue(order, Verdict.SKIPPED, "forward mode: " + e.getMessage());
        }
    }

    private Finding taylor(List<double[]> gradients, Corners corners, SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        for (int argument = 0; argument < paths.size(); argument++) {
            places.addAll(Place.all(problem, argument));
        }
        Taylor taylor = taylor(Direction.random(problem, corners.others(places), settings.scale(), random), gradients);
        if (taylor.passed()) {
            return finding(Check.TAYLOR, List.of(), Verdict.PASSED, taylor.order(), 2, 0, "");
        }
        // the steps may cross kinks, all but the smallest: then differences decide
        Corners.Others others = corners.apart(places, random);
        return finding(
                Check.TAYLOR,
                List.of(),
                others.slope().verdict(),
                taylor(others.direction(), gradients).order(),
                2,
                0,
                others.slope().note());
    }

    private Taylor taylor(Direction direction, List<double[]> gradients) {
        return Taylor.along(direction, problem.here(), problem.weights(), direction.along(gradients));
    }

    private Finding at(Place place, double analytic, Slope slope) {
        return at(place, slope.verdict(), analytic, slope.numeric(), slope.uncertainty(), slope.note());
    }

    private Finding at(Place place, Verdict verdict, double analytic, double numeric, double uncertainty, String note) {
        return new Finding(
                Check.DIFFERENCE,
                order,
                paths.get(place.argument()),
                place.index(problem.arguments().get(place.argument()).shape()),
                verdict,
                analytic,
                numeric,
                uncertainty,
                note);
    }

    private Finding finding(
            Check check,
            List<Integer> index,
            Verdict verdict,
            double analytic,
            double numeric,
            double uncertainty,
            String note) {
        return new Finding(check, order, "", index, verdict, analytic, numeric, uncertainty, note);
    }
}
