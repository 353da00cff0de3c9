package org.chainrule.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.chainrule.threads.Workers;

/** What a saved model predicts of some data, as rows with a header. */
@FunctionalInterface
interface Predictions {
    void write(CsvWriter to, Workers workers);
}
