package org.chainrule.cli.run;

import java.util.function.Supplier;

/**
 * An image that was taken for something else.
 *
 * @param name which image it is
 * @param picture made when it is asked for: few of many mistakes are shown
 * @param probability what the model gave its wrong answer
 */
public record Mistake(String name, Supplier<Picture> picture, int label, int prediction, double probability) {}
