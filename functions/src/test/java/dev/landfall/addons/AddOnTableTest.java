package dev.landfall.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.lambda.BundledTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddOnTableTest {
    private static final String WHOLE = """
            moves:
              nothing: {data: Nothing moves., stall: none, wayBack: Nothing has changed.}
            rows:
              - {service: papertrail, aliases: [], name: Papertrail, target: STAYS, moves: nothing, why: It does.,
                 cautions: [], configVars: [], source: 'https://example.com', checked: 2026-11-21}
              - {service: mezmo, aliases: [logdna], name: Mezmo, target: STAYS, moves: nothing, why: It does.,
                 cautions: [], configVars: [], source: 'https://example.com', checked: 2026-11-21}
            sizes:
              mezmo:
                - {plans: [small], memoryMb: 1024, vcpus: 2, storageGb: 20, connections: 20, highlyAvailable: false,
                   target: db.t4g.micro, targetMemoryMb: 1024, targetVcpus: 2, targetStorageGb: 20, nodes: 1,
                   priceKey: rds, source: 'https://example.com', checked: 2026-11-21}
            engines: {}
            """;

    /** LEAST({DBInstanceClassMemory/9531392}, 5000), of which the system keeps a part of the memory for itself. */
    private static final int CONNECTIONS_PER_GB = 90;

    private final AddOnTable table = AddOnTable.bundled();

    private static AddOnTable read(String text) {
        return new AddOnTable(BundledTable.parse("addons", text, AddOnFile.class));
    }

    @Test
    void bundled_table_hasEachOfTheMarketplacesMostUsed() {
        assertThat(table.rows()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(List.of("heroku-postgresql", "heroku-redis", "heroku-key-value-store", "heroku-kafka", "scheduler"))
                .allSatisfy(service -> assertThat(table.row(service)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "elephantsql, 2025-01-27",
        "postmark, 2017-06-30",
        "jawsdb, 2026-07-31",
        "cleardb, 2026-07-31",
        "jawsdb-maria, 2026-12-31",
        "heroku-postgresql, 2027-02-28"
    })
    void bundled_whatEnds_saysWhen(String service, String day) {
        assertThat(table.row(service).orElseThrow().cautions()).anyMatch(caution -> caution.contains(day));
    }

    /** Those that Heroku's users have most: a row of theirs that nobody checked would mislead many. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "heroku-postgresql",
                "heroku-redis",
                "heroku-kafka",
                "scheduler",
                "advanced-scheduler",
                "crontogo",
                "process-scheduler",
                "papertrail",
                "logdna",
                "logentries",
                "coralogix",
                "sumologic",
                "timber-logging",
                "librato",
                "newrelic",
                "scout",
                "appsignal",
                "skylight",
                "datadog",
                "sentry",
                "rollbar",
                "bugsnag",
                "honeybadger",
                "airbrake",
                "sendgrid",
                "mailgun",
                "postmark",
                "sparkpost",
                "mailtrap",
                "bonsai",
                "searchbox",
                "foundelasticsearch",
                "algoliasearch",
                "memcachier",
                "memcachedcloud",
                "rediscloud",
                "redistogo",
                "openredis",
                "cloudamqp",
                "cloudinary",
                "bucketeer",
                "cloudcube",
                "jawsdb",
                "jawsdb-maria",
                "cleardb",
                "mongolab",
                "ormongo",
                "fixie",
                "fixie-socks",
                "quotaguard",
                "quotaguardstatic",
                "quotaguardshield",
                "proximo",
                "hirefire",
                "judoscale",
                "adept-scale",
                "herokuconnect",
                "heroku-applink",
                "heroku-inference",
                "expeditedssl",
                "ssl",
                "deployhooks",
                "auth0",
                "pusher"
            })
    void bundled_rowOfAnAddOnThatManyUse_isChecked(String service) {
        assertThat(table.row(service))
                .hasValueSatisfying(
                        row -> assertThat(row.checked()).as(row.source()).isNotNull());
    }

    @Test
    void bundled_rowsThatSayStays_moveNothing() {
        assertThat(table.rows())
                .filteredOn(row -> row.target() == AwsTarget.STAYS)
                .allSatisfy(row -> assertThat(table.move(row).stall()).isEqualTo(new Stall.None()));
    }

    @Test
    void bundled_postgresSizes_takeAsManyConnectionsAsThePlan() {
        AddOnFile file = BundledTable.load("/addons.yaml", AddOnFile.class);

        assertThat(file.sizes().get("heroku-postgresql"))
                .allSatisfy(size -> assertThat(size.targetMemoryMb() / 1024 * CONNECTIONS_PER_GB)
                        .as(size.plans().toString())
                        .isGreaterThanOrEqualTo(size.connections()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hobby-dev",
                "hobby-basic",
                "mini",
                "basic",
                "essential-0",
                "essential-1",
                "essential-2",
                "standard-0",
                "standard-2",
                "standard-3",
                "standard-4",
                "standard-5",
                "standard-6",
                "standard-7",
                "standard-8",
                "standard-9",
                "standard-10",
                "premium-0",
                "premium-10",
                "premium-xl-9",
                "private-7",
                "shield-0"
            })
    void size_ofAPostgresPlan_isKnown(String plan) {
        assertThat(table.row("heroku-postgresql").flatMap(row -> table.size(row, plan)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    target: STAYS, moves: nothing, why: It does.   | target: STAYS, moves: nothing               | why
                    name: Mezmo, target: STAYS                     | name: Mezmo, target: LEAVES                 | LEAVES
                    service: mezmo, aliases                        | service: mezmo, service: mezmo, aliases     | service
                    aliases: [logdna]                              | aliases: [papertrail]                       | papertrail
                    aliases: [logdna], name: Mezmo                 | aliases: [logdna], name: Mezmo, colour: red | colour
                    engines: {}                                    | engines: {x: {name: X, oldest: 1, newest: 2, source: 'https://x', checked: 2026-11-21}} | called x
                    source: 'https://example.com', checked: 2026-11-21}\\n  - | source: nowhere, checked: 2026-11-21}\\n  -     | no source
                    source: 'https://example.com', checked: 2026-11-21}\\n  - | source: 'https://example.com', checked: true}\\n  - | true
                    moves: nothing, why                            | moves: somehow, why                         | somehow
                    targetMemoryMb: 1024                           | targetMemoryMb: 1023                        | memory
                    plans: [small]                                 | plans: [small, small]                       | small
                    stall: none                                    | stall: soon                                 | soon
                    stall: none                                    | stall: PT2S/PT1S                            | PT2S
                    """)
    void read_brokenTable_namesWhatIsBroken(String good, String bad, String named) {
        assertThat(read(WHOLE).rows()).hasSize(2);

        String broken = WHOLE.replace(good.replace("\\n", "\n"), bad.replace("\\n", "\n"));

        assertThat(broken).isNotEqualTo(WHOLE);
        assertThatThrownBy(() -> read(broken)).hasMessageContaining(named);
    }
}
