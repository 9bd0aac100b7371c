package dev.landfall.assess.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Inventory.Space;
import dev.landfall.inventory.Origin;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.page.Markup;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventorySectionTest {
    @Test
    void write_whatTheApiTells_hasEachFactWithItsSource() {
        String page = written(SomeInventory.withWeb()
                .in("dublin")
                .from(Origin.RECORDED)
                .builtFor("arm64", "amd64")
                .buildpack("heroku/nodejs")
                .buildpack("heroku/ruby")
                .inSpace(new Space("calm", "dublin", true, List.of("192.0.2.1")))
                .features("http-end-to-end <x>")
                .drainingTo("logs.example.com")
                .inPipeline("shop/production")
                .build());

        assertThat(page)
                .contains("<details><summary>Inventory</summary>")
                .contains(row("stack", "heroku-24", "the recorded inventory"))
                .contains(row("generation", "cedar", "the recorded inventory"))
                .contains(row("built for", "arm64, amd64", "the recorded inventory"))
                .contains(row("region", "dublin", "the recorded inventory"))
                .contains(row(
                        "private space", "calm in dublin, shield, outbound from 192.0.2.1", "the recorded inventory"))
                .contains(row("buildpack 1", "heroku/nodejs", "the Platform API")
                        + row("buildpack 2", "heroku/ruby", "the Platform API"))
                .contains(row("releases", "2.0 a week", "the Platform API"))
                .contains(row("log drains", "1", "the Platform API"))
                .contains(row("features", "http-end-to-end &lt;x&gt;", "the Platform API"))
                .contains(row("pipeline", "shop/production", "the Platform API"))
                .contains(row("collaborators", "3", "the Platform API"))
                .doesNotContain("logs.example.com");
    }

    @Test
    void write_fileThatTellsOnlyAScript_claimsNoAbsence() {
        Inventory app = SomeInventory.withWeb().build();
        Operations script = Operations.ofScript("postdeploy", "rake seed", List.of(Origin.APP_JSON));
        Inventory told = new Inventory(
                app.app(), app.processes(), List.of(), List.of(), List.of(), List.of(), script, List.of());

        assertThat(written(told))
                .contains(row("log drains", "none told", "app.json"), row("features", "none told", "app.json"))
                .contains(row("pipeline", "none told", "app.json"), row("collaborators", "not known", "–"));
    }

    @Test
    void write_whatNoSourceTells_isNotKnownAndHasNoSource() {
        Inventory app = SomeInventory.withWeb().in(null).build();
        Inventory told =
                new Inventory(app.app(), app.processes(), List.of(), List.of(), List.of(), List.of(), null, List.of());

        assertThat(written(told))
                .contains(
                        row("region", "not known", "–"),
                        row("built for", "not known", "–"),
                        row("how it is run", "not known", "–"))
                .doesNotContain("collaborators");
    }

    private static String row(String... cells) {
        return "<tr><td>" + String.join("</td><td>", cells) + "</td></tr>";
    }

    private static String written(Inventory inventory) {
        Markup html = new Markup();
        new InventorySection(html).write(inventory);
        return html.toString();
    }
}
