package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far an assessment is, while it reads logs and asks DNS. */
class AssessProgressTest {
    private static final String LOG =
            "2026-02-20T12:00:00+00:00 heroku[router]: at=info path=\"/\" service=8ms status=200 bytes=";

    @TempDir
    private Path folder;

    @Test
    void assess_onATerminal_drawsBytesAndLookUpsAndClearsThem() throws IOException {
        Command command = assess(Command.offline().onTerminal(false));

        assertThat(command.err())
                .contains("\r\u001b[Kreading logs: 1 of 2 MB, 50 %", "reading logs: 2 of 2 MB, 100 %")
                .contains("\r\u001b[Kasking DNS: 0 of 2", "asking DNS: 2 of 2")
                .endsWith("\r\u001b[K");
        assertThat(command.out()).doesNotContain("reading logs", "asking DNS");
    }

    @Test
    void assess_whereNobodyLooksOnOrAsJson_drawsNothing() throws IOException {
        assertThat(assess(Command.offline()).err()).isEmpty();
        assertThat(assess(Command.offline().onTerminal(false), "--json").err()).isEmpty();
    }

    private Command assess(Command command, String... options) throws IOException {
        Path app = Files.writeString(folder.resolve("app.yaml"), """
                app: shop
                processes: [{name: web, size: basic, quantity: 1}]
                domains: [{hostname: a.example.com}, {hostname: b.example.com}]
                """);
        Path log = folder.resolve("shop.log");
        Files.writeString(log, (LOG + "1".repeat(1024 - LOG.length() - 1) + "\n").repeat(2 * 1024));
        List<String> arguments =
                new ArrayList<>(List.of("assess", "--inventory", app.toString(), "--logs", log.toString()));
        arguments.addAll(Arrays.asList(options));
        assertThat(command.run(arguments.toArray(String[]::new)))
                .as(command.err())
                .isZero();
        return command;
    }
}
