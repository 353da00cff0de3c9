/** Tables in CSV files: what their columns are, and how rows become numbers that a model learns from. */
@NullMarked
package org.chainrule.data.table;

import org.jspecify.annotations.NullMarked;
