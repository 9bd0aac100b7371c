package dev.landfall.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.lambda.BundledTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionTableTest {
    private final ExtensionTable table = ExtensionTable.bundled();

    private ExtensionFit fit(@Nullable String version, boolean complete, String... names) {
        AddOnTable addOns = AddOnTable.bundled();
        EngineFit engine = addOns.row("heroku-postgresql")
                .flatMap(addOns::engine)
                .map(known -> EngineFit.of(known, version))
                .orElseThrow();
        return ExtensionFit.of(table, new Extensions(List.of(names), complete), engine);
    }

    @Test
    void bundled_lists_areOfEachMajorThatAPlanProposes() {
        Set<Integer> proposed = new TreeSet<>();
        BundledTable.load("/addons.yaml", AddOnFile.class).engines().values().stream()
                .filter(engine -> engine.name().equals("PostgreSQL"))
                .forEach(engine -> {
                    for (int major = engine.oldest(); major <= engine.newest(); major++) {
                        proposed.add(major);
                    }
                });

        assertThat(table.majors()).isEqualTo(proposed);
        assertThat(BundledTable.load("/postgres-extensions.yaml", ExtensionFile.class).minors().stream()
                        .map(minor -> Integer.valueOf(minor.substring(0, minor.indexOf('.'))))
                        .collect(Collectors.toSet()))
                .isEqualTo(proposed);
        assertThat(LocalDate.parse(table.read())).isAfter(LocalDate.of(2026, 1, 1));
    }

    /** Those that Heroku's Dev Center names, in its articles of 2013 and of 2024, and its blog in 2023. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "address_standardizer",
                "bloom",
                "btree_gin",
                "btree_gist",
                "citext",
                "cube",
                "dblink",
                "dict_int",
                "dict_xsyn",
                "earthdistance",
                "fuzzystrmatch",
                "hstore",
                "isn",
                "ltree",
                "pg_stat_statements",
                "pg_trgm",
                "pgcrypto",
                "pgrowlocks",
                "pgstattuple",
                "plpgsql",
                "plv8",
                "postgis",
                "postgis_tiger_geocoder",
                "postgres_fdw",
                "tablefunc",
                "unaccent",
                "uuid-ossp"
            })
    void bundled_herokusOwn_areOnRdsInEachMajor(String name) {
        assertThat(table.majors()).allMatch(major -> table.has(name, major));
    }

    @ParameterizedTest
    @CsvSource({
        "xml2, 16, false",
        "pg_walinspect, 14, false",
        "pg_walinspect, 15, true",
        "plls, 16, true",
        "plls, 17, false",
        "postgis_topology, 17, true",
        "postgis_topology, 18, false",
        "vector, 14, true",
        "pgvector, 14, false"
    })
    void has_extension_isOfThatMajor(String name, int major, boolean there) {
        assertThat(table.has(name, major)).isEqualTo(there);
    }

    @Test
    void fit_anUpgradeOnTheWay_isOfTheMajorOnAws() {
        assertThat(fit("12.4", true, "citext").major()).isEqualTo(14);
        assertThat(fit("12.4", true, "pg_walinspect").missing()).hasSize(1);
    }

    @Test
    void fit_versionThatIsNotKnown_missesOnlyWhatNoMajorHas() {
        ExtensionFit fit = fit(null, true, "postgis_topology", "xml2");

        assertThat(fit.missing()).extracting(ExtensionFit.Missing::name).containsExactly("xml2");
        assertThat(fit.missingInWords().getFirst()).startsWith("xml2 is not on RDS for PostgreSQL. ");
    }

    @Test
    void fit_namesWithSchemaAndInUpperCase_areTheSame() {
        ExtensionFit fit = fit("16", true, "heroku_ext.citext", "CITEXT", "public.uuid-ossp");

        assertThat(fit.used()).containsExactly("citext", "uuid-ossp");
        assertThat(fit.missing()).isEmpty();
        assertThat(fit.inWords()).isEqualTo("It uses citext, uuid-ossp. RDS has them.");
    }

    @Test
    void fit_missing_saysWhatToDoWhereASourceTells() {
        assertThat(fit("16", false, "hstore", "timescaledb", "made_up").inWords())
                .startsWith("It uses at least hstore, made_up, timescaledb. made_up is not on RDS for PostgreSQL 16. ")
                .contains("timescaledb is not on RDS for PostgreSQL 16. Its vendor runs it on AWS");
    }

    @Test
    void fit_none_saysSo() {
        assertThat(fit("16", true).inWords()).isEqualTo("It uses none.");
    }

    @Test
    void newTable_oneNameTwice_isRefused() {
        ExtensionFile.Offer offer =
                new ExtensionFile.Offer(List.of(17), List.of("citext"), "https://example.com", "2026-11-21");
        ExtensionFile file = new ExtensionFile(
                "2026-02-27", List.of("17.9"), Arrays.asList(offer, offer), List.of(), "None.", "https://example.com");

        assertThatThrownBy(() -> new ExtensionTable(file)).hasMessageContaining("citext");
    }
}
