package org.chainrule.tensorboard;

/** TensorBoard's messages, whose fields are numbered in {@code event.proto} and {@code summary.proto} of TensorFlow. */
final class Events {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION = 7;

    private static final int SESSION_STATUS = 1;
    private static final long SESSION_START = 1;

    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int HISTOGRAM = 5;

    private Events() {}

    /** The first of a file. */
    static Message version(double seconds) {
        return new Message().with(WALL_TIME, seconds).with(FILE_VERSION, "brain.Event:2");
    }

    /** What was told of this step and later ones, by a process that was ended, does not count. */
    static Message start(double seconds, long step) {
        return at(seconds, step).with(SESSION, new Message().with(SESSION_STATUS, SESSION_START));
    }

    static Message scalar(double seconds, long step, String tag, double value) {
        return summary(seconds, step, new Message().with(TAG, tag).with(SIMPLE_VALUE, (float) value));
    }

    static Message histogram(double seconds, long step, String tag, Histogram histogram) {
        return summary(seconds, step, new Message().with(TAG, tag).with(HISTOGRAM, histogram.toMessage()));
    }

    private static Message summary(double seconds, long step, Message value) {
        return at(seconds, step).with(SUMMARY, new Message().with(VALUE, value));
    }

    private static Message at(double seconds, long step) {
        return new Message().with(WALL_TIME, seconds).with(STEP, step);
    }
}
