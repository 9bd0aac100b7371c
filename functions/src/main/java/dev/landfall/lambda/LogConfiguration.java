package dev.landfall.lambda;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;

/** What logback.xml would say, without the XML parser that a first call would wait for. Logback finds it as a service. */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfiguration extends ContextAwareBase implements Configurator {
    /** They log requests at lower levels, and requests hold task tokens. */
    private static final List<String> TALKATIVE = List.of("software.amazon.awssdk", "org.apache.hc");

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        var root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(standardOut(loggers));
        TALKATIVE.forEach(name -> loggers.getLogger(name).setLevel(Level.WARN));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Appender<ILoggingEvent> standardOut(LoggerContext loggers) {
        Encoder<ILoggingEvent> lines = new JsonLines();
        lines.setContext(loggers);
        lines.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(loggers);
        console.setEncoder(lines);
        console.start();
        return console;
    }
}
