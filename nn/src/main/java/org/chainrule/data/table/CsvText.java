package org.chainrule.data.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chainrule.data.Unzipped;

/** The text of a CSV file, and what separates its fields. */
final class CsvText {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** The longest header that is looked at. */
    private static final int HEADER = 1 << 16;

    private CsvText() {}

    /** The text of a file in UTF-8, gzipped or not, without a byte-order mark. */
    static BufferedReader open(Path file) throws IOException {
        InputStream in = Unzipped.open(file);
        try {
            // a decoder of its own stops at what is no UTF-8; a charset would put a replacement in its place
            BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The one of comma, semicolon and tab that the first line holds most of, outside of quotes; a comma if it holds none. */
    static char separator(BufferedReader text) throws IOException {
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        text.mark(HEADER);
        for (int i = 0; i < HEADER - 1; i++) {
            int c = text.read();
            if (c < 0 || c == '\n' && !quoted) {
                break;
            }
            quoted ^= c == '"';
            commas += c == ',' && !quoted ? 1 : 0;
            semicolons += c == ';' && !quoted ? 1 : 0;
            tabs += c == '\t' && !quoted ? 1 : 0;
        }
        text.reset();
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }
}
