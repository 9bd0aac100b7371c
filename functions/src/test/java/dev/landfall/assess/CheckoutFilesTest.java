package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.inventory.Inventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutFilesTest {
    private static final String KEY = "checkouts/shop.zip";
    private static final byte[] SHOP = Zip.of("bin/", "", "bin/run", "#!/bin/sh\n", "Procfile", "web: bin/run\n");

    private long before;

    @BeforeEach
    void count() throws IOException {
        before = temporaries();
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        assertThat(temporaries()).isEqualTo(before);
    }

    @Test
    void read_archiveOfGit_hasItsProcesses() {
        assertThat(read(SHOP).process("web")).isPresent();
    }

    @Test
    void read_archiveWithEverythingInOneFolder_isThatFolder() {
        assertThat(read(Zip.of("shop-1a2b3c/", "", "shop-1a2b3c/Procfile", "web: run\n", "shop-1a2b3c/x/y", ""))
                        .process("web"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "web: run\n"})
    void read_noArchive_saysWhatIsWanted(String text) {
        assertRefused(
                text.getBytes(StandardCharsets.UTF_8),
                "must be a whole zip archive, as git archive --format=zip writes it");
    }

    /** It ends where an entry does, so all that is there can be read. */
    @Test
    void read_archiveThatWasCutOffBetweenItsFiles_isNoSmallerCheckout() {
        byte[] first = Zip.of("Procfile", "web: run\n");
        byte[] both = Zip.of("Procfile", "web: run\n", "config/routes.rb", "get 'up' => 'rails/health#show'");

        assertRefused(
                Arrays.copyOf(both, Arrays.mismatch(first, both)),
                "must be a whole zip archive, as git archive --format=zip writes it");
    }

    @Test
    void read_folderWhoseNameBreaksALine_isTheKeyAllTheSame() {
        assertRefused(
                Zip.of("x\ny/", "", "x\ny/README.md", ""),
                ": must hold app.json, Procfile or heroku.yml, and holds none of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../Procfile", "x/../../Procfile", "/etc/landfall-none"})
    void read_fileThatLiesOutside_isRefused(String name) {
        assertRefused(
                Zip.of("Procfile", "web: run\n", name, "x"), "has a file that lies outside of it: \"" + name + "\"");
    }

    @Test
    void read_noneOfHerokusFiles_namesTheKeyAndNoFolderOfOurs() {
        assertRefused(Zip.of("README.md", ""), ": must hold app.json, Procfile or heroku.yml, and holds none of them");
    }

    @Test
    void read_fileBelowAFile_isDamaged() {
        assertRefused(
                Zip.of("Procfile", "web: run\n", "Procfile/x", ""),
                "must be a whole zip archive, as git archive --format=zip writes it");
    }

    @Test
    void read_archiveThatUnpacksToMoreThanThereIsRoomFor_isRefused() {
        byte[] bomb = Zip.of("Procfile", "web: run\n", "x", " ".repeat(2_000_000));

        assertThat(bomb).hasSizeLessThan(10_000);
        assertThatThrownBy(() -> read(bomb, new CheckoutFiles.Limit(1_000_000, 10)))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(
                        "checkout: " + KEY + " must be at most 1 MB, itself and unpacked, and 10 files");
        assertThatThrownBy(() -> read(bomb, new CheckoutFiles.Limit(3_000_000, 1)))
                .isInstanceOf(PlanException.class);
    }

    /** Whatever becomes of an archive on its way: an inventory, or one line. */
    @Property(tries = 1000)
    void read_damagedArchive_isAnInventoryOrOneLine(
            @ForAll @IntRange(max = 10_000) int cut, @ForAll @IntRange(max = 10_000) int at, @ForAll byte other) {
        byte[] damaged = Arrays.copyOf(SHOP, SHOP.length - cut % SHOP.length);
        damaged[at % damaged.length] = other;
        try {
            assertThat(read(damaged).processes()).isNotEmpty();
        } catch (PlanException e) {
            assertThat(e.getMessage()).startsWith("checkout: " + KEY).hasLineCount(1);
        }
    }

    private static void assertRefused(byte[] archive, String words) {
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("checkout: " + KEY)
                .hasMessageEndingWith(words)
                .message()
                .doesNotContain(System.getProperty("java.io.tmpdir"));
    }

    private static Inventory read(byte[] archive) {
        return read(archive, CheckoutFiles.LIMIT);
    }

    private static Inventory read(byte[] archive, CheckoutFiles.Limit limit) {
        InMemoryArtifacts artifacts = new InMemoryArtifacts();
        artifacts.put(KEY, archive);
        return CheckoutFiles.read(artifacts, KEY, limit);
    }

    private static long temporaries() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("landfall-checkout"))
                    .count();
        }
    }
}
