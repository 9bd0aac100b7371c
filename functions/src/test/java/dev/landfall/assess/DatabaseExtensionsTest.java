package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.inventory.SomeInventory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseExtensionsTest {
    private static SomeInventory shop() {
        return SomeInventory.withWeb()
                .addOn("heroku-postgresql", "standard-0", "DATABASE")
                .addOn("heroku-postgresql", "mini", "REPORTS")
                .addOn("heroku-redis", "mini", "REDIS");
    }

    private static List<DatabaseExtensions> listed(String database, String... extensions) {
        return List.of(new DatabaseExtensions(database, null, List.of(extensions)));
    }

    private static SealedPlan plan(List<DatabaseExtensions> extensions) {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        var options = new AssessmentOptions("eu-west-1", "/up", null, extensions, null, null, now);
        return Assessor.listed().assess(shop().build(), null, options);
    }

    @Test
    void assess_extensionThatRdsHasNot_isABlockerWithItsDatabase() {
        assertThat(plan(listed("DATABASE", "plpgsql", "timescaledb")).plan().findings())
                .filteredOn(finding -> finding.id().equals("EXTENSION_NOT_ON_RDS"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .singleElement()
                        .asString()
                        .startsWith("heroku-postgresql: timescaledb is not on RDS for PostgreSQL"));
    }

    @Test
    void assess_oneOfTwoDatabasesListed_asksForTheOther() {
        assertThat(plan(listed("DATABASE", "plpgsql")).plan().findings())
                .filteredOn(finding -> finding.id().equals("DATABASE_EXTENSIONS"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .singleElement()
                        .asString()
                        .contains("mini"));
    }

    @Test
    void added_byAlias_isThatDatabasesAndNoOther() {
        Inventory app = DatabaseExtensions.added(shop().build(), listed("REPORTS", "hstore"));

        assertThat(app.addOns())
                .extracting(AddOn::extensions)
                .containsExactly(null, new Extensions(List.of("hstore"), true), null);
    }

    /** What their names say of PostgreSQL differs. */
    @ParameterizedTest
    @ValueSource(strings = {"elephantsql", "borealis-pg", "stackhero-postgresql"})
    void added_toAnotherVendorsDatabase_isThatDatabases(String service) {
        Inventory shop =
                SomeInventory.withWeb().addOn(service, "turtle", "REPORTS").build();

        assertThat(DatabaseExtensions.added(shop, listed("REPORTS", "hstore")).addOns())
                .extracting(AddOn::extensions)
                .containsExactly(new Extensions(List.of("hstore"), true));
    }

    @Test
    void added_toADatabaseThatTheAppHasNot_isRefused() {
        assertThatThrownBy(() -> DatabaseExtensions.added(shop().build(), listed("REDIS", "hstore")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("\"REDIS\" must be a PostgreSQL attachment");
    }

    @Test
    void added_whatIsNoName_isRefused() {
        assertThatThrownBy(() -> DatabaseExtensions.added(shop().build(), listed("DATABASE", "hstore; drop table x")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("must be a name such as pg_trgm");
    }

    @Test
    void read_whatTheQueryPrints_isUnderstood() {
        String printed = "- {database: DATABASE, version: '16.4 (Ubuntu 16.4-1.pgdg22.04+1)',"
                + " extensions: [pg_catalog.plpgsql, public.uuid-ossp]}\n";

        assertThat(DatabaseExtensions.read("extensions.yaml", printed.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(new DatabaseExtensions(
                        "DATABASE",
                        "16.4 (Ubuntu 16.4-1.pgdg22.04+1)",
                        List.of("pg_catalog.plpgsql", "public.uuid-ossp")));
    }

    @Test
    void assess_versionListed_isComparedWithThoseOfRds() {
        var listed = List.of(new DatabaseExtensions("DATABASE", "16.4", List.of("plpgsql")));

        assertThat(plan(listed).plan().addOns().getFirst().engine())
                .satisfies(engine ->
                        assertThat(Objects.requireNonNull(engine).proposed()).isEqualTo(16));
    }

    @Test
    void read_whatIsNoVersion_isRefused() {
        byte[] file = "- {database: DATABASE, version: latest, extensions: []}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DatabaseExtensions.read("extensions.yaml", file))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("version: \"latest\" must be one such as 16.4");
    }
}
