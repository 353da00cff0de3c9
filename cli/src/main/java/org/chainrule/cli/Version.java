package org.chainrule.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"chainrule " + number() + ", Java " + Runtime.version()};
    }

    /** The build writes it into the module. */
    static String number() {
        return Optional.ofNullable(Version.class.getModule().getDescriptor())
                .flatMap(module -> module.rawVersion())
                .orElse("development build");
    }
}
