package dev.landfall.appfiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.inventory.Inventory;
import dev.landfall.lambda.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of public apps' files, app by app. */
class CorpusTest {
    static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final Path INVENTORIES = Path.of("src/test/resources/inventories");

    static Stream<String> apps() {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void corpus_ofTenApps_isThere() {
        assertThat(apps()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("apps")
    void read_publicApp_givesTheInventoryThatIsKept(String app) throws IOException {
        Inventory inventory = AppFolder.read(CORPUS.resolve(app));
        JsonNode read = Json.MAPPER.valueToTree(inventory);
        Path golden = INVENTORIES.resolve(app + ".json");
        if ("write".equals(System.getProperty("landfall.golden"))) {
            Files.writeString(golden, read.toPrettyString() + "\n");
        }

        assertThat(read).isEqualTo(Json.MAPPER.readTree(golden.toFile()));
        assertThat(Json.MAPPER.treeToValue(read, Inventory.class)).isEqualTo(inventory);
    }
}
