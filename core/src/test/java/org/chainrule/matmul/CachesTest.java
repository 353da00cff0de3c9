package org.chainrule.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachesTest {
    private final String before = System.getProperty(Caches.PROPERTY, "");

    @AfterEach
    void reset() {
        if (before.isEmpty()) {
            System.clearProperty(Caches.PROPERTY);
        } else {
            System.setProperty(Caches.PROPERTY, before);
        }
    }

    @Test
    void aPropertyNamesThem() {
        System.setProperty(Caches.PROPERTY, "far");
        assertThat(Caches.ofThisMachine()).isEqualTo(Caches.FAR);
        System.setProperty(Caches.PROPERTY, "NEAR");
        assertThat(Caches.ofThisMachine()).isEqualTo(Caches.NEAR);
    }

    @Test
    void whatIsNeitherIsRefusedByName() {
        System.setProperty(Caches.PROPERTY, "foo");
        assertThatThrownBy(Caches::ofThisMachine)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dchainrule.caches=foo: it is near or far");
    }
}
