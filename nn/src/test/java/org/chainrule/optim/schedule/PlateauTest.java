package org.chainrule.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlateauTest {
    /** PyTorch's scheduler with its fields, as its documentation describes them. */
    private static final class Reference {
        private double rate;
        private double best = Double.POSITIVE_INFINITY;
        private int badEpochs;
        private int cooldownCounter;

        Reference(double rate) {
            this.rate = rate;
        }

        void step(double loss, Plateau.Rule rule) {
            if (loss < best * (1 - rule.threshold())) {
                best = loss;
                badEpochs = 0;
            } else {
                badEpochs++;
            }
            if (cooldownCounter > 0) {
                cooldownCounter--;
                badEpochs = 0;
            }
            if (badEpochs > rule.patience()) {
                double next = Math.max(rate * rule.factor(), rule.least());
                if (rate - next > 1e-8) {
                    rate = next;
                }
                cooldownCounter = rule.cooldown();
                badEpochs = 0;
            }
        }
    }

    @Test
    void followsPyTorch() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 200; trial++) {
            Plateau.Rule rule = new Plateau.Rule(
                    random.nextDouble(0.1, 0.9),
                    random.nextInt(4),
                    random.nextDouble(0.1),
                    random.nextInt(4),
                    random.nextBoolean() ? 0 : 0.01);
            Reference reference = new Reference(0.5);
            Plateau plateau = new Plateau(rule, 0.5);
            for (int epoch = 0; epoch < 60; epoch++) {
                double loss = random.nextInt(12) == 0 ? Double.NaN : random.nextDouble(0.5, 1.5) / (1 + epoch / 10);
                reference.step(loss, rule);
                plateau = plateau.after(epoch, loss);
                assertThat(plateau.rate(0)).as("%s, epoch %d", rule, epoch).isEqualTo(reference.rate);
            }
        }
    }

    @Test
    void reducesAfterMoreThanTenLossesThatAreNoBetter() {
        Plateau plateau = new Plateau(0.5).after(1, 1);
        for (int i = 0; i < 10; i++) {
            plateau = plateau.after(1, 0.99995);
            assertThat(plateau.rate()).isEqualTo(0.5);
        }
        assertThat(plateau.after(1, 0.99995).rate()).isEqualTo(0.05);
        assertThat(plateau.after(1, 0.9998).bad()).isZero();
    }
}
