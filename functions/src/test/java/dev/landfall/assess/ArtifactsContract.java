package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Artifacts} keeps. */
abstract class ArtifactsContract {

    protected abstract Artifacts artifacts();

    /** As somebody else puts it there. */
    protected abstract void given(String key, byte[] content);

    @Test
    void keep_eachKind_liesInItsFolderUnderItsName() {
        byte[] content = bytes("über");

        assertThat(artifacts().keepInventory("a", content)).isEqualTo("inventories/a.json");
        assertThat(artifacts().keepUsage("a", content)).isEqualTo("usage/a.json");
        assertThat(artifacts().keepPlan("a", content)).isEqualTo("plans/a.json");
        assertThat(artifacts().keepPage("a", content)).isEqualTo("plans/a.html");
        assertThat(artifacts().keepSummary("a", content)).isEqualTo("summaries/a.json");
        assertThat(artifacts().keepTable("a", content)).isEqualTo("summaries/a.csv");
    }

    @Test
    void read_whatWasKept_isTheSame() {
        given("results/a.json", bytes("written by Step Functions"));

        assertThat(artifacts().inventory(artifacts().keepInventory("a", bytes("one"))))
                .isEqualTo(bytes("one"));
        assertThat(artifacts().usage(artifacts().keepUsage("a", bytes("two")))).isEqualTo(bytes("two"));
        assertThat(artifacts().result("results/a.json")).isEqualTo(bytes("written by Step Functions"));
    }

    @Test
    void read_keptTwice_isTheLast() {
        artifacts().keepInventory("a", bytes("first"));
        artifacts().keepInventory("a", bytes("second"));

        assertThat(artifacts().inventory("inventories/a.json")).isEqualTo(bytes("second"));
    }

    @Test
    void read_keyThatIsNotThere_saysSo() {
        assertThatThrownBy(() -> artifacts().inventory("inventories/none.json"))
                .isInstanceOf(PlanException.class)
                .hasMessage("artifact: there is no inventories/none.json in the artifacts' bucket");
    }

    @Test
    void read_keyOfAnotherFolder_saysWhereItMustLie() {
        assertThatThrownBy(() -> artifacts().inventory("plans/a.json"))
                .isInstanceOf(PlanException.class)
                .hasMessage("inventory: \"plans/a.json\" must begin with inventories/");
        assertThatThrownBy(() -> artifacts().usage("inventories/a.json"))
                .hasMessage("usage: \"inventories/a.json\" must begin with usage/");
        assertThatThrownBy(() -> artifacts().result("plans/a.json"))
                .hasMessage("manifest: \"plans/a.json\" must begin with results/");
    }

    @Test
    void openLog_whatWasPut_canBeRead() throws IOException {
        given("logs/shop/1", bytes("a line\n"));

        try (InputStream in = artifacts().openLog("logs/shop/1")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("a line\n"));
        }
    }

    @Test
    void openCheckout_whatWasPut_canBeReadAndNothingElse() throws IOException {
        given("checkouts/shop.zip", bytes("PK"));

        try (InputStream in = artifacts().openCheckout("checkouts/shop.zip")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("PK"));
        }
        assertThatThrownBy(() -> artifacts().openCheckout("logs/shop.zip"))
                .hasMessage("checkout: \"logs/shop.zip\" must begin with checkouts/");
    }

    @Test
    void openLog_keyThatIsNotThere_saysSo() {
        assertThatThrownBy(() -> artifacts().openLog("logs/none")).isInstanceOf(PlanException.class);
    }

    @Test
    void listLogs_byPrefix_isSortedAndLeavesOutTheRest() {
        for (String key : new String[] {"logs/shop/2", "logs/shop/1", "logs/shopping/1", "plans/shop"}) {
            given(key, bytes(key));
        }

        assertThat(artifacts().listLogs("logs/shop/")).containsExactly("logs/shop/1", "logs/shop/2");
        assertThat(artifacts().listLogs("logs/nothing/")).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
