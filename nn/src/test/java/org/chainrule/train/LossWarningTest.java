package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Examples;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Schedule;
import org.chainrule.optim.Sgd;
import org.chainrule.optim.schedule.Cosine;
import org.chainrule.optim.schedule.Linear;
import org.chainrule.optim.schedule.Product;
import org.chainrule.optim.schedule.StepDecay;
import org.chainrule.optim.schedule.Warmup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The log is that of all trainings of the process. */
@Isolated
class LossWarningTest {
    private static final Examples RIGHT = TrainerTest.XOR;
    private static final Examples WRONG = new Examples(RIGHT.inputs(), Tensor.of(0, 1, 2, 0));

    private final Logger log = Logger.getLogger(Trainer.class.getName());
    private final List<LogRecord> told = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(handler);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    private static Trained<Mlp> train(Examples training, Examples validation, TrainingListener... listeners) {
        Mlp model = Mlp.of(List.of(2, 3, 2), Activation.TANH, RandomKey.of(2));
        return Trainer.of(Settings.classification(3).withBatch(2), listeners).fit(model, training, validation);
    }

    @Test
    void aLossThatIsNoNumberIsToldOnceInATraining() {
        assertThat(train(WRONG, RIGHT).history()).hasSize(3);
        assertThat(told).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARNING);
            assertThat(line.getMessage())
                    .matches("In epoch 1 the loss of step [12] is NaN, and the training goes on: .*")
                    .contains("learning rate", "label", "NonFinite.blame", "FiniteLosses");
        });
        train(WRONG, RIGHT);
        assertThat(told).as("another training").hasSize(2);
    }

    @Test
    void aValidationLossIsToldToo() {
        train(RIGHT, WRONG);
        assertThat(told)
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage()).startsWith("In epoch 1 the validation loss is NaN"));
    }

    @Test
    void nothingIsToldWhereAllIsWellOrTheTrainingEnds() {
        train(RIGHT, RIGHT);
        train(RIGHT, new Examples(RIGHT.inputs().slice(0, 0, 0), RIGHT.targets().slice(0, 0, 0)));
        assertThatThrownBy(() -> train(WRONG, RIGHT, new FiniteLosses())).isInstanceOf(DivergenceException.class);
        assertThat(told).isEmpty();
    }

    private static void train(Schedule schedule) {
        Mlp model = Mlp.of(List.of(2, 3, 2), Activation.TANH, RandomKey.of(2));
        Settings settings = Settings.classification(5).withBatch(2).with(new Sgd(), schedule);
        Trainer.of(settings).fit(model, RIGHT, RIGHT);
    }

    @Test
    void aScheduleThatIsAtNothingBeforeTheEndIsTold() {
        train(new Warmup(2, new Cosine(0.1, 0, 4)));
        assertThat(told).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARNING);
            assertThat(line.getMessage())
                    .contains("has 10 steps", "ends after 6", "at a rate of 0.0", "settings.steps(training)");
        });
    }

    @Test
    void schedulesThatLastOrEndAtALevelAreNotTold() {
        train(new Cosine(0.1, 0, 10));
        train(new Linear(0, 0.1, 3));
        train(new Linear(0.1, 0.01, 3));
        train(Product.of(new Linear(0.1, 0, 3), new StepDecay(1, 0.5, 100)));
        train(new Constant(0.1));
        assertThat(told).isEmpty();
    }
}
