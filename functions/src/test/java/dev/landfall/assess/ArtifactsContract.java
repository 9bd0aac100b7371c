package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Artifacts} keeps. */
abstract class ArtifactsContract {
    private static final String TEXT = "text/plain";

    protected abstract Artifacts artifacts();

    @Test
    void get_whatWasPut_isTheSame() {
        artifacts().put("plans/a.json", bytes("über"), TEXT);

        assertThat(artifacts().get("plans/a.json")).isEqualTo(bytes("über"));
    }

    @Test
    void get_putTwice_isTheLast() {
        artifacts().put("plans/a.json", bytes("first"), TEXT);
        artifacts().put("plans/a.json", bytes("second"), TEXT);

        assertThat(artifacts().get("plans/a.json")).isEqualTo(bytes("second"));
    }

    @Test
    void get_keyThatIsNotThere_saysSo() {
        assertThatThrownBy(() -> artifacts().get("plans/none.json"))
                .isInstanceOf(PlanException.class)
                .hasMessage("artifact: there is no plans/none.json in the artifacts' bucket");
    }

    @Test
    void open_whatWasPut_canBeRead() throws IOException {
        artifacts().put("logs/shop/1", bytes("a line\n"), TEXT);

        try (InputStream in = artifacts().open("logs/shop/1")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("a line\n"));
        }
    }

    @Test
    void open_keyThatIsNotThere_saysSo() {
        assertThatThrownBy(() -> artifacts().open("logs/none")).isInstanceOf(PlanException.class);
    }

    @Test
    void list_byPrefix_isSortedAndLeavesOutTheRest() {
        for (String key : new String[] {"logs/shop/2", "logs/shop/1", "logs/shopping/1", "plans/shop"}) {
            artifacts().put(key, bytes(key), TEXT);
        }

        assertThat(artifacts().list("logs/shop/")).containsExactly("logs/shop/1", "logs/shop/2");
        assertThat(artifacts().list("nothing/")).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
