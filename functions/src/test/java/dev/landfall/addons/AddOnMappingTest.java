package dev.landfall.addons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.lambda.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddOnMappingTest {
    private static final Attachment OWN = new Attachment("DATABASE", "shop");

    private static AddOn addOn(String service, @Nullable String plan, @Nullable String version) {
        return new AddOn(service, plan, null, version, null, null, List.of(OWN), List.of(), List.of());
    }

    private static AddOn attached(@Nullable String billedTo, Attachment... attachments) {
        return new AddOn(
                "heroku-redis", "premium-0", null, "7.2", null, billedTo, List.of(attachments), List.of(), List.of());
    }

    private static PlannedAddOn planned(AddOn addOn) {
        Inventory.App app = new Inventory.App("shop", null, null, null, null, null, false, List.of(), List.of());
        Inventory inventory =
                new Inventory(app, List.of(), List.of(addOn), List.of(), List.of(), List.of(), null, List.of());
        return AddOnMapping.plan(inventory).getFirst();
    }

    @Test
    void plan_premiumPostgres_isMultiAzAndNoSmaller() {
        PlannedAddOn planned = planned(addOn("heroku-postgresql", "premium-4", "16.4"));

        assertThat(planned.target()).isEqualTo(AwsTarget.RDS_POSTGRESQL);
        assertThat(planned.targetSize()).isNotNull().satisfies(size -> {
            assertThat(size.type()).isEqualTo("db.r7g.xlarge");
            assertThat(size.storageGb()).isEqualTo(768);
            assertThat(size.highlyAvailable()).isTrue();
            assertThat(size.priceKey()).isEqualTo("rds.postgresql.multi-az.db.r7g.xlarge");
        });
        assertThat(planned.engine()).extracting(EngineFit::fit).isEqualTo(EngineFit.Fit.SAME);
        assertThat(planned.extensions()).contains("heroku_ext");
        assertThat(planned.configVars()).containsExactly("DATABASE_URL");
        assertThat(planned.shared()).isNull();
    }

    @Test
    void plan_extensionsThatNobodyListed_areAskedFor() {
        assertThat(planned(addOn("heroku-postgresql", "premium-4", "16.4")).extensionFit())
                .isNull();
        assertThat(planned(addOn("heroku-postgresql", "premium-4", "16.4")).extensions())
                .contains("--extensions");
    }

    @Test
    void plan_extensionThatRdsHasNot_isNamed() {
        AddOn database = addOn("heroku-postgresql", "premium-4", "16.4")
                .with(new Extensions(List.of("plpgsql", "citext", "xml2"), true));

        PlannedAddOn planned = planned(database);

        assertThat(planned.extensions())
                .contains("It uses citext, plpgsql, xml2.", "xml2 is not on RDS for PostgreSQL 16")
                .doesNotContain("--extensions");
        assertThat(planned.extensionFit())
                .isNotNull()
                .satisfies(fit -> assertThat(fit.missingInWords()).hasSize(1));
    }

    @Test
    void plan_redisWithStandby_paysForTwoNodes() {
        assertThat(planned(addOn("heroku-key-value-store", "premium-7", "7.2")).targetSize())
                .isNotNull()
                .extracting(PlannedAddOn.TargetSize::type, PlannedAddOn.TargetSize::nodes)
                .containsExactly("cache.r7g.large", 2);
    }

    @Test
    void plan_versionThatAwsHasNot_isACaution() {
        assertThat(planned(addOn("heroku-postgresql", "mini", "12")).cautions())
                .anyMatch(caution -> caution.contains("from 12 to PostgreSQL 14"));
        assertThat(planned(addOn("heroku-postgresql", "mini", "99.1")).cautions())
                .anyMatch(caution -> caution.contains("99.1 is newer than PostgreSQL 18"));
        assertThat(planned(addOn("heroku-postgresql", "mini", null)).cautions())
                .anyMatch(caution -> caution.contains("version is not known"));
    }

    @Test
    void plan_planThatIsNotKnown_proposesNoSizeAndSaysSo() {
        PlannedAddOn planned = planned(addOn("heroku-postgresql", "ronin", "16"));

        assertThat(planned.targetSize()).isNull();
        assertThat(planned.cautions()).anyMatch(caution -> caution.contains("ronin is not in the table"));
        assertThat(planned(addOn("heroku-postgresql", null, "16")).cautions())
                .anyMatch(caution -> caution.contains("No plan is named"));
    }

    @Test
    void plan_storageThatIsNotKnown_isACaution() {
        assertThat(planned(addOn("heroku-postgresql", "standard-10", "16")).cautions())
                .anyMatch(caution -> caution.contains("storage is not known"));
    }

    @Test
    void plan_inDyno_movesNothingAndSaysWhy() {
        PlannedAddOn planned = planned(addOn("heroku-postgresql", "in-dyno", null));

        assertThat(planned.stall()).isEqualTo(new Stall.None());
        assertThat(planned.targetSize()).isNull();
        assertThat(planned.wayBack()).isEqualTo("There is nothing to carry back.");
        assertThat(planned.cautions()).last().asString().contains("test environments");
    }

    @Test
    void plan_serviceThatIsNotKnown_hasNoAnswer() {
        PlannedAddOn planned = planned(addOn("left-pad-as-a-service", "pro", null));

        assertThat(planned.target()).isEqualTo(AwsTarget.NO_ANSWER);
        assertThat(planned.why()).contains("left-pad-as-a-service");
        assertThat(planned.stall()).isEqualTo(new Stall.Unknown());
    }

    @Test
    void plan_addOnOfAnotherApp_namesWhoPaysAndWhoElseUsesIt() {
        assertThat(planned(attached("billing", OWN)).shared()).contains("billed to billing");
        assertThat(planned(attached("shop", OWN, new Attachment("REDIS", "reports")))
                        .shared())
                .contains("attached to reports");
        assertThat(planned(attached("shop", OWN)).shared()).isNull();
    }

    @Test
    void toJson_stall_isOneWord() throws Exception {
        PlannedAddOn planned = planned(addOn("heroku-postgresql", "mini", "16"));

        String json = Json.MAPPER.writeValueAsString(planned);

        assertThat(json).contains("\"stall\":\"PT1.1S/PT1.7S\"");
        assertThat(Json.MAPPER.readValue(json, PlannedAddOn.class)).isEqualTo(planned);
    }
}
