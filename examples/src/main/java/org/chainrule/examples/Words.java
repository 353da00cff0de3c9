package org.chainrule.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Shipped;
import org.chainrule.data.text.TextFile;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Filled;
import org.chainrule.nn.Uniform;
import org.chainrule.nn.layer.Embedding;
import org.chainrule.optim.SparseAdam;

/**
 * Word vectors of Moby-Dick by skip-gram with negative sampling: a word is told from what stands near it. A batch names few rows of the
 * tables, so their gradients are row-sparse, and {@link SparseAdam} moves these rows alone. Source: Mikolov and others, "Distributed
 * representations of words and phrases and their compositionality", NeurIPS 2013.
 */
final class Words {
    private static final int WINDOW = 5;
    private static final int STRANGERS = 5;
    private static final int BATCH = 1024;

    private Words() {}

    /** A vector for each word as itself, and one for it as another's neighbour. */
    record Vectors(Embedding words, Embedding neighbours) {}

    /**
     * Words [n], and beside each a word that stood near it, then words drawn at random, [n, 1 + strangers].
     */
    record Pairs(Tensor words, Tensor neighbours) {}

    /** −ln σ(w·n) of the neighbour, −ln σ(−w·n) of each stranger: they are told apart by products of vectors. */
    private static Tensor loss(Vectors vectors, Pairs pairs) {
        Tensor word = vectors.words.apply(pairs.words).unsqueeze(1);
        Tensor products = vectors.neighbours.apply(pairs.neighbours).mul(word).sum(2);
        Tensor near = products.get(1, 0).neg().softplus();
        Tensor strange = products.slice(1, 1, 1 + STRANGERS).softplus().sum(1);
        return near.add(strange).mean();
    }

    public static void main(String... arguments) {
        Options options = Options.of(arguments, "epochs=15", "width=100", "words=1000000", "rate=0.001");
        List<String> text = Vocabulary.words(TextFile.read(Shipped.file("text", "moby-dick.txt")));
        text = text.subList(0, Math.min(text.size(), options.count("words")));
        Vocabulary vocabulary = Vocabulary.of(text, 5);
        int[] numbers = vocabulary.numbers(text);
        System.out.printf(
                "%d words, %d different ones%n",
                numbers.length, vocabulary.words().size());

        int count = vocabulary.words().size();
        int width = options.count("width");
        Vectors vectors = new Vectors(
                Embedding.of(count, width, new Uniform(-0.5 / width, 0.5 / width), RandomKey.of(1)),
                Embedding.of(count, width, new Filled(0), RandomKey.of(2)));
        Descent<Vectors, Pairs> descent = new Descent<>(vectors, new SparseAdam(), Words::loss);
        SplittableRandom random = new SplittableRandom(1);
        for (int epoch = 1; epoch <= options.count("epochs"); epoch++) {
            double sum = 0;
            List<Pairs> batches = batches(vocabulary, vocabulary.thinned(numbers, 1e-4, random), random);
            for (Pairs pairs : batches) {
                sum += descent.step(pairs, options.number("rate"));
            }
            System.out.printf(
                    "epoch %d: training loss %.4f, %d batches%n", epoch, sum / batches.size(), batches.size());
        }
        print(vocabulary, descent.model().words().table());
    }

    /** All pairs of words that are near each other, in random order; the largest distance is another for each word. */
    private static List<Pairs> batches(Vocabulary vocabulary, int[] text, SplittableRandom random) {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < text.length; i++) {
            int reach = random.nextInt(1, WINDOW + 1);
            for (int j = Math.max(0, i - reach); j <= Math.min(text.length - 1, i + reach); j++) {
                if (i != j) {
                    pairs.add(new int[] {text[i], text[j]});
                }
            }
        }
        Collections.shuffle(pairs, new Random(random.nextLong()));
        double[] shares = vocabulary.shares();
        List<Pairs> batches = new ArrayList<>();
        for (int from = 0; from + BATCH <= pairs.size(); from += BATCH) {
            batches.add(batch(pairs.subList(from, from + BATCH), shares, random));
        }
        return batches;
    }

    private static Pairs batch(List<int[]> pairs, double[] shares, SplittableRandom random) {
        int[] words = pairs.stream().mapToInt(pair -> pair[0]).toArray();
        int[] neighbours = new int[words.length * (1 + STRANGERS)];
        for (int i = 0; i < neighbours.length; i++) {
            boolean isNeighbour = i % (1 + STRANGERS) == 0;
            neighbours[i] = isNeighbour ? pairs.get(i / (1 + STRANGERS))[1] : drawn(shares, random);
        }
        return new Pairs(Tensor.of(words), Tensor.of(neighbours, Shape.of(words.length, 1 + STRANGERS)));
    }

    private static int drawn(double[] shares, SplittableRandom random) {
        int place = Arrays.binarySearch(shares, random.nextDouble(shares[shares.length - 1]));
        return place < 0 ? -place - 1 : place;
    }

    /** The words whose vectors have the smallest angles with that of a word. */
    private static void print(Vocabulary vocabulary, Tensor table) {
        Tensor unit = table.div(table.norm(1).unsqueeze(1));
        for (String word : List.of("whale", "ship", "sea", "captain", "leg")) {
            int number = vocabulary.words().indexOf(word);
            if (number >= 0) {
                float[] cosines = unit.matmul(unit.get(0, number)).toFloats();
                String nearest = IntStream.range(0, cosines.length)
                        .boxed()
                        .filter(i -> i != number)
                        .sorted((a, b) -> Float.compare(cosines[b], cosines[a]))
                        .limit(8)
                        .map(i -> vocabulary.words().get(i))
                        .collect(Collectors.joining(", "));
                System.out.println(word + ": " + nearest);
            }
        }
    }
}
