package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.Profile;
import org.chainrule.RandomKey;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.junit.jupiter.api.Test;

/** One line of a user's trains a whole network: a profile says which part of it each kernel is. */
class ProfiledTrainingTest {
    @Test
    void aProfileNamesTheParts() {
        Mlp model = Mlp.of(List.of(2, 8, 2), Activation.TANH, RandomKey.of(2));
        Trainer trainer = Trainer.of(Settings.classification(2).withBatch(4));
        try (Profile profile = Profile.start()) {
            trainer.fit(model, TrainerTest.XOR, TrainerTest.XOR);
            assertThat(profile.rows().stream()
                            .map(Profile.Row::source)
                            .filter(source -> source.startsWith("ProfiledTrainingTest.java:")))
                    .anyMatch(source -> source.matches("\\S+:\\d+ \\(Mlp › Dense\\)"))
                    .anyMatch(source -> source.contains("Mlp › Dense backward"))
                    .anyMatch(source -> source.contains("SoftmaxCrossEntropy"))
                    .anyMatch(source -> source.contains("Optimizer"));
        }
    }
}
