package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvocationTest {
    @AfterEach
    void forget() {
        System.clearProperty("chainrule.command");
    }

    @Test
    void commandsThatAreToldCanBeCopied() {
        assertThat(Ran.of("train", "mnist", "--help").out()).contains("\n  chainrule train mnist\n");
        System.setProperty("chainrule.command", "../chainrule");
        assertThat(Ran.of("train", "mnist", "--help").out()).contains("\n  ../chainrule train mnist\n");
        assertThat(Ran.of("train", "--bogus").errors()).endsWith("; see ../chainrule train --help\n");
        assertThat(Ran.of("--bogus").errors()).endsWith("; see ../chainrule --help\n");
    }

    @Test
    void pathsThatWouldBreakLinesOrFormatsDoNot() {
        System.setProperty("chainrule.command", "/a/100%n");
        assertThat(Ran.of("info", "--help").out()).contains("\n  /a/100%n info runs/wages");
        System.setProperty("chainrule.command", "/a/very/long/path/that/leaves/no/room/for/an/example/chainrule");
        assertThat(Ran.of("train", "mnist", "--help").out()).contains("\n  chainrule train mnist\n");
    }
}
