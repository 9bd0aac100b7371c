package dev.landfall.lambda;

import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.lambda.powertools.logging.internal.LoggingManager;

/** Through which Powertools sets the level that the function's configuration asks for. Found as a service. */
public final class LogLevels implements LoggingManager {
    @Override
    public void setLogLevel(Level level) {
        logback(LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
    }

    /** Logback's OFF, which SLF4J does not have, cannot come here: {@link #setLogLevel} is all that sets it. */
    @Override
    public Level getLogLevel(org.slf4j.Logger logger) {
        return Level.valueOf(logback(logger).getEffectiveLevel().toString());
    }

    private static Logger logback(org.slf4j.Logger logger) {
        return (Logger) logger;
    }
}
