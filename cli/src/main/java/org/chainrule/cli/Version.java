package org.chainrule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class Version implements IVersionProvider {
    /** Maven puts it into the jar. */
    private static final String BUILD = "/META-INF/maven/org.chainrule/chainrule-cli/pom.properties";

    @Override
    public String[] getVersion() {
        return new String[] {"chainrule " + number() + ", Java " + Runtime.version()};
    }

    static String number() {
        try (InputStream file = Version.class.getResourceAsStream(BUILD)) {
            Properties build = new Properties();
            if (file != null) {
                build.load(file);
            }
            return build.getProperty("version", "development build");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
