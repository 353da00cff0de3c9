package org.chainrule.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void escapesTexts() {
        assertThat(Json.of(Map.of("data", "C:\\a \"b\"\n\u0001")))
                .isEqualTo("{\n  \"data\": \"C:\\\\a \\\"b\\\"\\n\\u0001\"\n}\n");
    }
}
