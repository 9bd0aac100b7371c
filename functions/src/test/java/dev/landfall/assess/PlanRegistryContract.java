package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.assess.PlanRegistry.Entry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link PlanRegistry} keeps. */
abstract class PlanRegistryContract {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** That no other test uses, since nothing is ever removed. */
    private final String digest = "sha256:" + UUID.randomUUID();

    protected abstract PlanRegistry registry();

    @Test
    void find_unknownDigest_isEmpty() {
        assertThat(registry().find(digest)).isEmpty();
    }

    @Test
    void find_registered_isTheSame() {
        Entry entry = new Entry(digest, "shop", "plans/a.json", List.of("space", "addon:kafka"), NOW);

        registry().register(entry);

        assertThat(registry().find(digest)).contains(entry);
    }

    @Test
    void find_registeredWithoutBlockers_hasNone() {
        registry().register(new Entry(digest, "shop", "plans/a.json", List.of(), NOW));

        assertThat(registry().find(digest))
                .hasValueSatisfying(entry -> assertThat(entry.blockers()).isEmpty());
    }

    /** An attempt whose answer was lost is made again. */
    @Test
    void register_sameDigestTwice_leavesTheFirst() {
        registry().register(new Entry(digest, "shop", "plans/a.json", List.of(), NOW));
        registry().register(new Entry(digest, "shop", "plans/a.json", List.of(), NOW.plusSeconds(60)));

        assertThat(registry().find(digest))
                .hasValueSatisfying(entry -> assertThat(entry.registered()).isEqualTo(NOW));
    }
}
