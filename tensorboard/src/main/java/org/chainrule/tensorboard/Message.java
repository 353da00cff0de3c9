package org.chainrule.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** A protocol-buffer message that is being written, field by field. */
final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Writes a field. */
    private interface Field {
        void write(CodedOutputStream out) throws IOException;
    }

    private Message with(Field field) {
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            field.write(out);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new AssertionError("memory takes any byte", e);
        }
    }

    Message with(int number, double value) {
        return with(out -> out.writeDouble(number, value));
    }

    Message with(int number, float value) {
        return with(out -> out.writeFloat(number, value));
    }

    Message with(int number, long value) {
        return with(out -> out.writeInt64(number, value));
    }

    Message with(int number, String text) {
        return with(out -> out.writeString(number, text));
    }

    Message with(int number, Message part) {
        return with(out -> out.writeByteArray(number, part.toBytes()));
    }

    /** Packed. */
    Message with(int number, double... values) {
        Message packed = new Message();
        Arrays.stream(values).forEach(value -> packed.with(out -> out.writeDoubleNoTag(value)));
        return with(number, packed);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
