package org.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
    @Test
    void writesAnEntryALine() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("rate", 0.001);
        settings.put("hidden", List.of(256, 128));
        settings.put("interrupted", false);
        assertThat(Json.of(settings))
                .isEqualTo("{\n  \"rate\": 0.001,\n  \"hidden\": [256, 128],\n  \"interrupted\": false\n}\n");
    }

    @Test
    void aLineHasNoBreak() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", "a\nb");
        document.put("steps", List.of(Map.of("step", 1), Map.of("step", 2)));
        assertThat(Json.line(document)).isEqualTo("{\"name\":\"a\\nb\",\"steps\":[{\"step\":1},{\"step\":2}]}");
    }

    @Test
    void escapesTexts() {
        assertThat(Json.of(Map.of("data", "C:\\a \"b\"\n\u0001")))
                .isEqualTo("{\n  \"data\": \"C:\\\\a \\\"b\\\"\\n\\u0001\"\n}\n");
    }

    @Test
    void readsWhatItHasWritten() {
        Map<String, Object> settings = Map.of(
                "rate",
                0.1,
                "hidden",
                List.of(256L, 128L),
                "nested",
                Map.of("a \"b\"\n", true),
                "name",
                "ü",
                "none",
                List.of());
        assertThat(Json.read(Json.of(settings))).isEqualTo(settings);
    }

    @Test
    void aFileThatIsNoTextIsDamaged(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.json"), new byte[] {'{', (byte) 0xFF, '}'});
        assertThatThrownBy(() -> Json.read(file, map -> map))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": is damaged: is no text in UTF-8");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        for (String text : new String[] {"", "3", "[]", "{", "{\"a\": 1, \"a\": 2}", "{\"a\": null}", "{} {}"}) {
            assertThatThrownBy(() -> Json.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
