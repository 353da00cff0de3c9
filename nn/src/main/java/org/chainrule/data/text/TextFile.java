package org.chainrule.data.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.chainrule.data.DataException;
import org.chainrule.data.Unzipped;

/**
 * A text in UTF-8, gzipped or not, read character after character (code points, so that an emoji is one), without being held in memory.
 * A byte-order mark is passed over, and the line ends of other systems (CR LF, CR) become LF.
 */
public final class TextFile {
    private static final int BUFFER = 1 << 16;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Path file;
    private final IntConsumer characters;
    private long count;
    private long lines = 1;
    private boolean afterReturn;

    private TextFile(Path file, IntConsumer characters) {
        this.file = file;
        this.characters = characters;
    }

    /**
     * Calls back for each character.
     *
     * @throws DataException if the file cannot be read, or holds bytes that are no UTF-8, which are told by their place
     */
    public static void forEach(Path file, IntConsumer characters) {
        try (InputStream in = Unzipped.open(file)) {
            new TextFile(file, characters).read(in);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        }
    }

    /** The whole text. */
    public static String read(Path file) {
        StringBuilder text = new StringBuilder();
        forEach(file, text::appendCodePoint);
        return text.toString();
    }

    private void read(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
        CharBuffer decoded = CharBuffer.allocate(BUFFER);
        long before = 0; // the bytes before those in the buffer
        for (boolean end = false; !end; ) {
            before += bytes.position();
            bytes.compact();
            int got = in.read(bytes.array(), bytes.position(), bytes.remaining());
            end = got < 0;
            bytes.position(bytes.position() + Math.max(0, got)).flip();
            // a character has no fewer bytes than chars, so there is room for all
            CoderResult result = decoder.decode(bytes, decoded, end);
            take(decoded.flip());
            decoded.clear();
            if (result.isError()) {
                throw malformed(before + bytes.position(), bytes.get(bytes.position()));
            }
        }
    }

    private void take(CharBuffer decoded) {
        // the decoder gives both halves of a character beyond 16 bits at once
        decoded.codePoints().forEach(this::take);
    }

    private void take(int character) {
        boolean passedOver = count++ == 0 && character == BYTE_ORDER_MARK || afterReturn && character == '\n';
        afterReturn = character == '\r';
        if (passedOver) {
            return;
        }
        int plain = afterReturn ? '\n' : character;
        lines += plain == '\n' ? 1 : 0;
        characters.accept(plain);
    }

    private DataException malformed(long place, byte found) {
        return new DataException(String.format(
                Locale.ROOT,
                "%s: is no text in UTF-8: byte %,d, in line %,d, is 0x%02X; iconv -f ENCODING -t UTF-8 converts it",
                file,
                place + 1,
                lines,
                found));
    }
}
