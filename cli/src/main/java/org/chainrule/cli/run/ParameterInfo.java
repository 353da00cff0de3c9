package org.chainrule.cli.run;

/** A parameter tensor of the model: its path, its shape as text, how many numbers it holds. */
public record ParameterInfo(String path, String shape, long count) {}
