package dev.landfall.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.landfall.heroku.HerokuStub.Trouble;
import dev.landfall.lambda.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.slf4j.LoggerFactory;

/** Whatever happens while an app is read, none of its secrets is written down. */
class HerokuSecretsTest {
    private static final List<String> ENDS = List.of(
            "/formation", "/config-vars", "/config-vars-settings", "/addons", "/addon-attachments", "/log-drains");

    @Property(tries = 25)
    void read_anyAppInAnyTrouble_writesNoSecretDown(
            @ForAll @IntRange(min = 1, max = 4) int processTypes,
            @ForAll @IntRange(max = 6) int addOns,
            @ForAll @IntRange(max = 40) int configVars,
            @ForAll @Size(max = 4) List<Trouble> troubles,
            @ForAll @IntRange(max = 5) int refused,
            @ForAll boolean fir) {
        HerokuStub.Builder builder =
                HerokuStub.builder().processTypes(processTypes).addOns(addOns).configVars(configVars);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        try (HerokuStub stub = (fir ? builder.fir() : builder).build()) {
            stub.refuse(ENDS.get(refused), 403);
            troubles.stream().filter(trouble -> trouble != Trouble.SLOW).forEach(stub::next);
            String all = withLog(log, () -> outcome(stub));
            assertThat(stub.secrets()).isNotEmpty().noneMatch(all::contains);
        }
    }

    private static String outcome(HerokuStub stub) {
        Fingerprints fingerprints = new Fingerprints("a key for tests only".getBytes(StandardCharsets.UTF_8));
        StringWriter written = new StringWriter();
        try (PlatformApi api = stub.client(Patience.USUAL, ReadingListener.NONE)) {
            PlatformInventory inventory = new PlatformInventory(api, fingerprints, stub.hurry(), ReadingListener.NONE);
            Throwable failed =
                    catchThrowable(() -> written.append(Json.MAPPER.writeValueAsString(inventory.read("shop"))));
            if (failed != null) {
                failed.printStackTrace(new PrintWriter(written, true));
            }
            return written + " " + stub.token() + fingerprints;
        }
    }

    /** All that our own classes and the retries log, at any level; the stub's server may well log what it serves. */
    private static String withLog(ListAppender<ILoggingEvent> log, Supplier<String> reading) {
        List<Logger> loggers = Stream.of("dev.landfall", "dev.failsafe")
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        log.start();
        loggers.forEach(logger -> logger.addAppender(log));
        loggers.forEach(logger -> logger.setLevel(Level.TRACE));
        try {
            String written = reading.get();
            return log.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .collect(Collectors.joining("\n", written, ""));
        } finally {
            loggers.forEach(logger -> logger.setLevel(null));
            loggers.forEach(logger -> logger.detachAppender(log));
        }
    }
}
