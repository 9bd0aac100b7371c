package dev.landfall.assess;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.cost.PriceListPrices;
import dev.landfall.findings.Finding;
import dev.landfall.inventory.Inventory;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.Json;
import dev.landfall.plan.Echo;
import dev.landfall.usage.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the documents of an assessment in the account lie, and how one is made from the others. */
final class Desk {
    private final Artifacts artifacts;
    private final Registrar registrar;
    private final Assessor assessor;
    private final InstantSource clock;

    Desk(Artifacts artifacts, PlanRegistry registry, Assessor assessor, InstantSource clock) {
        this.artifacts = artifacts;
        this.registrar = new Registrar(artifacts, registry, clock);
        this.assessor = assessor;
        this.clock = clock;
    }

    static Desk fromEnvironment() {
        return new Desk(
                S3Artifacts.fromEnvironment(),
                DynamoDbPlanRegistry.fromEnvironment(),
                Assessor.with(PriceListPrices.fromEnvironment(Environment.clock())),
                Environment.clock());
    }

    Instant now() {
        return clock.instant();
    }

    String keepInventory(String execution, Inventory inventory) {
        return artifacts.keepInventory(execution, json(inventory));
    }

    String keepUsage(String execution, Usage usage) {
        return artifacts.keepUsage(execution, json(usage));
    }

    String keepSummary(String execution, FleetSummary summary) {
        return artifacts.keepSummary(execution, json(summary));
    }

    String keepTable(String execution, FleetSummary summary) {
        return artifacts.keepTable(execution, summary.csv().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] json(Object document) {
        try {
            return Json.MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records have a JSON form", e);
        }
    }

    Inventory checkout(String key) {
        return CheckoutFiles.read(artifacts, key, CheckoutFiles.LIMIT);
    }

    LogFiles logs(String prefix, long mostBytes) {
        return LogFiles.fetch(artifacts, prefix, mostBytes);
    }

    FleetSummary summarize(String manifest) {
        return FleetSummary.of(new FleetResults(artifacts).read(manifest), now().toString());
    }

    SealedPlan propose(String inventory, @Nullable String usage, AssessmentOptions options) {
        return assessor.assess(
                document(inventory, artifacts.inventory(inventory), Inventory.class),
                usage == null ? null : document(usage, artifacts.usage(usage), Usage.class),
                options);
    }

    private static <T> T document(String key, byte[] json, Class<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new PlanException(
                    "artifact " + Echo.plain(key) + ": is not what an assessment of this version wrote; assess again");
        }
    }

    Registrar.Kept keepPlan(SealedPlan sealed) {
        return registrar.keep(sealed);
    }

    List<Finding> openBlockers(SealedPlan sealed) {
        return sealed.openBlockers(LocalDate.ofInstant(now(), ZoneOffset.UTC));
    }
}
