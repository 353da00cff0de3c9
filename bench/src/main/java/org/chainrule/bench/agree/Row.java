package org.chainrule.bench.agree;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * An operation, named as the method of this engine's tensors.
 *
 * @param draw what one of its questions is about
 */
public record Row(String operation, Function<Draw, Asked<Given>> draw) {
    static Row of(String operation, Function<Draw, Asked<Given>> draw) {
        return new Row(operation, draw);
    }

    /** The same questions for the same seed. */
    public List<Question> questions(int draws, long seed) {
        return IntStream.range(0, draws)
                .mapToObj(number -> {
                    Asked<Given> drawn = draw.apply(new Draw(operation, number, seed));
                    return new Question(operation, number, drawn.inputs(), drawn.numbers());
                })
                .toList();
    }
}
