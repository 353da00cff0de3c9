package org.chainrule.runtime;

/**
 * What an instruction does, for those who measure.
 *
 * @param kind what it is, in a few words
 * @param source the user's lines, and which parts of them
 * @param operations floating-point operations of a run, where they are what counts; else vector operations times elements
 * @param bytes what it must at least read and write in a run: each buffer once
 */
public record Work(String kind, String source, double operations, double bytes) {}
