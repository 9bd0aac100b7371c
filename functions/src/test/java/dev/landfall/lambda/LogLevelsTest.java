package dev.landfall.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogLevelsTest {
    private final LogLevels levels = new LogLevels();
    private final Logger own = LoggerFactory.getLogger("dev.landfall.Somebody");

    @AfterEach
    void restore() {
        levels.setLogLevel(Level.INFO);
    }

    @Test
    void getLogLevel_asConfigured_isInfoAndForTheSdkWarn() {
        assertThat(levels.getLogLevel(own)).isEqualTo(Level.INFO);
        assertThat(levels.getLogLevel(LoggerFactory.getLogger("software.amazon.awssdk.request")))
                .isEqualTo(Level.WARN);
    }

    @Test
    void setLogLevel_debug_staysAwayFromRequests() {
        levels.setLogLevel(Level.DEBUG);

        assertThat(own.isDebugEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("software.amazon.awssdk.request").isDebugEnabled())
                .isFalse();
    }
}
