package org.chainrule.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a run ran on. */
final class Environment {
    private Environment() {}

    static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Chainrule", Version.number());
        facts.put(
                "Java",
                Runtime.version() + " (" + System.getProperty("java.vm.name", "") + ", "
                        + System.getProperty("java.vendor", "") + ")");
        facts.put("system", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("largest heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
        return facts;
    }
}
