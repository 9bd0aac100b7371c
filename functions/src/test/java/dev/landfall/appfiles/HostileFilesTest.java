package dev.landfall.appfiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.SourceNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever stands in the files, they give an inventory or one line that says no, and hide and show nothing wrong. */
class HostileFilesTest {
    private static final List<String> NAMES = List.of("app.json", "Procfile", "heroku.yml");
    private static final String SECRET = "hunter2hunter2";

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "&a ",
            "*a",
            "<<: *a\n",
            "- ",
            "\t",
            "\r\n",
            "\u0000",
            "\u202E",
            "\uFEFF",
            "null",
            "1e999",
            "env:\n",
            "\"env\":{",
            "web: ",
            "--- \n",
            "!!binary ",
            "# ",
            "{{{{{{{{",
            "? ");

    private Path folder = Path.of("");

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("landfall");
    }

    @AfterProperty
    void removeFolder() throws IOException {
        for (String name : NAMES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }

    @Property(tries = 500, seed = "71", edgeCases = EdgeCasesMode.NONE)
    void read_anyBytes_givesAnInventoryOrSaysNo(@ForAll("names") String name, @ForAll byte[] bytes) throws IOException {
        assertRead(name, bytes);
    }

    @Property(tries = 1_000, seed = "72", edgeCases = EdgeCasesMode.NONE)
    void read_piecesOfSyntax_givesAnInventoryOrSaysNo(@ForAll("names") String name, @ForAll("syntax") String text)
            throws IOException {
        assertRead(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2_000, seed = "73", edgeCases = EdgeCasesMode.NONE)
    void read_corpusFileSpoilt_givesAnInventoryOrSaysNo(@ForAll("spoilt") Spoilt spoilt) throws IOException {
        assertRead(spoilt.name(), spoilt.text().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300, seed = "74", edgeCases = EdgeCasesMode.NONE)
    void read_secretAnywhereAsAValue_isNotShown(@ForAll("spoiltBySecret") Spoilt spoilt) throws IOException {
        Optional<Inventory> inventory = assertRead(spoilt.name(), spoilt.text().getBytes(StandardCharsets.UTF_8));

        inventory.ifPresent(read -> assertThat(read.toString()).doesNotContain(SECRET));
    }

    record Spoilt(String name, String text) {}

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(NAMES);
    }

    @Provide
    Arbitrary<String> syntax() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<Spoilt> spoilt() {
        return Combinators.combine(corpus(), Arbitraries.doubles().between(0, 1), Arbitraries.of(PIECES), cuts())
                .as((file, at, piece, cut) -> {
                    int from = (int) (at * file.text().length());
                    int to = Math.min(file.text().length(), from + cut);
                    return new Spoilt(
                            file.name(),
                            file.text().substring(0, from) + piece + file.text().substring(to));
                });
    }

    /** A value of app.json's env, a password in a URL, an assignment: in place of every text of the corpus. */
    @Provide
    Arbitrary<Spoilt> spoiltBySecret() {
        return Combinators.combine(corpus(), Arbitraries.of("TOKEN=" + SECRET, "https://me:" + SECRET + "@x.org/y"))
                .as((file, secret) -> new Spoilt(
                        file.name(),
                        file.name().equals("app.json")
                                ? file.text().replaceAll("(\"[\\w.-]+\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + secret + "\"")
                                : file.text().replaceAll("(?m)(?<=: ).*$", secret)));
    }

    private static Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(0, 30);
    }

    private static Arbitrary<Spoilt> corpus() {
        return Arbitraries.of(CorpusTest.apps().flatMap(HostileFilesTest::files).toList());
    }

    private static Stream<Spoilt> files(String app) {
        Path of = CorpusTest.CORPUS.resolve(app);
        return NAMES.stream().filter(name -> Files.exists(of.resolve(name))).map(name -> file(of, name));
    }

    private static Spoilt file(Path folder, String name) {
        try {
            return new Spoilt(name, Files.readString(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Inventory> assertRead(String name, byte[] bytes) throws IOException {
        for (String other : NAMES) {
            Files.deleteIfExists(folder.resolve(other));
        }
        Files.write(folder.resolve(name), bytes);
        try {
            Inventory inventory = AppFolder.read(folder);
            assertThat(inventory.notes()).extracting(SourceNote::text).allSatisfy(HostileFilesTest::assertOneLine);
            return Optional.of(inventory);
        } catch (AppFileException e) {
            assertOneLine(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void assertOneLine(String text) {
        assertThat(text).doesNotContainPattern("[\\p{Cc}\u202E\uFEFF]").hasSizeLessThan(1_000);
    }
}
