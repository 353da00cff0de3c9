package org.chainrule.cli.run;

/**
 * An image that was taken for something else.
 *
 * @param index its place in the data
 * @param probability what the model gave its wrong answer
 */
public record Mistake(int index, GrayImage image, int label, int prediction, double probability) {}
