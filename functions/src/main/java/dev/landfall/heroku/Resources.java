package dev.landfall.heroku;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of Heroku's answers, in the words of its schema. What is not nullable must be there. */
final class Resources {
    private Resources() {}

    record Reference(@Nullable String id, @Nullable String name) {}

    /**
     * @param generation a word in the schema, an object with a name on the wire
     * @param buildArchitectures a list of what, the schema does not say; of words, by its example
     */
    record App(
            String id,
            String name,
            @Nullable Reference region,
            @Nullable Reference stack,
            @Nullable JsonNode generation,
            @Nullable AppSpace space,
            boolean maintenance,

            @JsonProperty("current_build_architecture") @Nullable
            JsonNode buildArchitectures) {}

    record AppSpace(String name, @Nullable Boolean shield) {}

    record Formation(
            String type,
            @Nullable String command,
            @JsonProperty("dyno_size") @Nullable Reference dynoSize,
            int quantity) {}

    /** @param memory in GB */
    record DynoSize(
            @Nullable String id,
            String name,
            double memory,
            @Nullable Integer compute,
            @Nullable Boolean dedicated,
            @Nullable Price cost,
            @Nullable String architecture) {}

    record Price(
            @Nullable Integer cents,
            @Nullable String unit,
            @Nullable Boolean contract,
            @Nullable Boolean metered) {}

    record AddOn(
            String id,
            String name,
            @JsonProperty("addon_service") Reference service,
            Reference plan,
            @Nullable Reference app,
            @JsonProperty("billed_price") @Nullable Price price,
            @JsonProperty("config_vars") List<String> configVars) {}

    record Plan(@Nullable Price price) {}

    record Attachment(String id, String name, AttachedAddOn addon, Reference app) {}

    record AttachedAddOn(String id, String name, @Nullable Reference app) {}

    /** Without the value, although it is there. */
    record ConfigVarSettings(
            String key, @Nullable Boolean masked, @Nullable Reference attachment) {}

    record Domain(
            @Nullable String id,
            String hostname,
            String kind,
            @Nullable String cname,
            @JsonProperty("acm_status") @Nullable String acmStatus,
            @JsonProperty("sni_endpoint") @Nullable Reference sniEndpoint) {}

    record SniEndpoint(
            String id,
            @Nullable List<String> domains,
            @JsonProperty("ssl_cert") @Nullable Certificate certificate) {}

    record Certificate(@JsonProperty("expires_at") @Nullable String expiresAt) {}

    record BuildpackInstallation(int ordinal, Buildpack buildpack) {}

    record Buildpack(@Nullable String url, @Nullable String name) {}

    record Release(
            int version,
            @JsonProperty("created_at") Instant createdAt,
            @Nullable Reference slug,
            @JsonProperty("oci_image") @Nullable Reference ociImage) {}

    record LogDrain(String url) {}

    record TelemetryDrain(Exporter exporter) {}

    record Exporter(@Nullable String endpoint) {}

    record Pipeline(String name) {}

    record PipelineCoupling(Reference pipeline, String stage) {}

    record Feature(String name, boolean enabled) {}

    record Space(
            String name,
            @Nullable Reference region,
            @Nullable Boolean shield) {}

    record SpaceNat(@Nullable List<String> sources) {}

    record Collaborator(@Nullable String id) {}
}
