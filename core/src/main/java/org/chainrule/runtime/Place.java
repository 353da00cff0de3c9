package org.chainrule.runtime;

/** Where a buffer begins: in which of an execution's arrays, and at which element. */
public record Place(int slot, int offset) {}
