package dev.landfall.assess;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.findings.Finding;
import dev.landfall.findings.Severity;
import dev.landfall.lambda.Json;
import dev.landfall.plan.Echo;
import dev.landfall.plan.ShiftSpec;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan and the digest under which it was signed. What a machine asks before it takes one: {@link #read} compares the
 * digest, {@link #requireOpenTo} looks for open blockers.
 */
public record SealedPlan(MigrationPlan plan, String digest) {
    private static final Pattern PERSON = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern REASON = Pattern.compile("[^\\p{Cntrl}]{1,500}");

    static SealedPlan seal(MigrationPlan plan) {
        return new SealedPlan(plan, Digest.of(Json.MAPPER.valueToTree(plan)));
    }

    /** As it is written to a file: indented, the digest first. */
    public String json() {
        ObjectNode sealed = Json.MAPPER.createObjectNode().put(Digest.FIELD, digest);
        sealed.setAll(Json.MAPPER.<ObjectNode>valueToTree(plan));
        return sealed.toPrettyString() + "\n";
    }

    /**
     * Reads a plan and compares its digest.
     *
     * @throws PlanException if it is no plan, of a newer version, or not what was signed
     */
    public static SealedPlan read(byte[] file) {
        return read(tree(file));
    }

    /** @throws PlanException as {@link #read(byte[])} */
    static SealedPlan read(JsonNode tree) {
        requirePlan(tree);
        requireVersion(tree);
        String told = tree.path(Digest.FIELD).asText("");
        String computed = Digest.of(tree);
        if (!told.equals(computed)) {
            throw new PlanException(
                    "digest: \"" + shortened(told) + "\" is not that of this plan, " + computed
                            + "; it was changed after it was signed: assess again, or `landfall plan waive` what must be waived");
        }
        try {
            MigrationPlan plan = Json.MAPPER.treeToValue(tree, MigrationPlan.class);
            return new SealedPlan(plan, told);
        } catch (JacksonException e) {
            throw new PlanException("the plan's digest is right and its fields are not those of version "
                    + MigrationPlan.VERSION + "; assess again");
        }
    }

    private static JsonNode tree(byte[] file) {
        try {
            return Json.MAPPER.readTree(file);
        } catch (JacksonException e) {
            throw new PlanException("no JSON" + place(e) + "; a plan.json that `landfall assess` wrote is wanted");
        } catch (IOException e) {
            throw new PlanException("no text; a plan.json that `landfall assess` wrote is wanted");
        }
    }

    private static void requirePlan(JsonNode tree) {
        if (!(tree instanceof ObjectNode) || !tree.has("version")) {
            throw new PlanException(
                    "no plan: the field \"version\" is missing; a plan.json that `landfall assess` wrote is wanted");
        }
    }

    /** What is too long or too deep for Jackson has no place. */
    private static String place(JacksonException e) {
        @Nullable JsonLocation place = e.getLocation();
        return place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static void requireVersion(JsonNode tree) {
        int version = tree.path("version").asInt(-1);
        if (version != MigrationPlan.VERSION) {
            throw new PlanException("version: " + version + " must be " + MigrationPlan.VERSION
                    + (version > MigrationPlan.VERSION ? "; a newer Landfall wrote this plan" : "; assess again"));
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 80 ? line : line.substring(0, 80) + "...";
    }

    /** Blockers without a waiver that holds on this day. */
    public List<Finding> openBlockers(LocalDate today) {
        return plan.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .filter(finding -> plan.waivers().stream()
                        .noneMatch(waiver -> waiver.finding().equals(finding.id()) && waiver.holds(today)))
                .toList();
    }

    public int warnings() {
        return (int) plan.findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .count();
    }

    /** @throws PlanException naming the open blockers and the waivers that have run out */
    public void requireOpenTo(LocalDate today) {
        List<String> open = openBlockers(today).stream()
                .map(finding -> wordOf(finding, today))
                .toList();
        if (!open.isEmpty()) {
            throw new PlanException(
                    "findings: " + String.join(", ", open)
                            + " must be mended, or waived by name: landfall plan waive PLAN --finding ID --who NAME --why TEXT --until DATE");
        }
    }

    /**
     * The spec of a hostname's shift, under this plan. It has what the plan has; {@link #requireFilledIn} tells whether
     * that is all.
     *
     * @param hostname null if the plan shifts only one
     * @throws PlanException if the plan does not shift it, or shifts several and none is named
     */
    public ObjectNode shift(@Nullable String hostname) {
        List<PlannedDomain> shifted =
                plan.domains().stream().filter(domain -> domain.shift() != null).toList();
        List<PlannedDomain> meant = shifted.stream()
                .filter(domain -> hostname == null || domain.hostname().equalsIgnoreCase(hostname))
                .toList();
        if (meant.size() != 1 || !(meant.getFirst().shift() instanceof ObjectNode spec)) {
            String names = shifted.stream().map(PlannedDomain::hostname).collect(Collectors.joining(", "));
            throw new PlanException("domain: " + (hostname == null ? "(missing)" : Echo.quote(hostname)) + " must be "
                    + (names.isEmpty() ? "of a plan that shifts one; this one shifts none" : "one of " + names));
        }
        return spec.deepCopy().put("plan", digest);
    }

    /** @throws PlanException naming the first field of the spec that has yet to be filled in, and how */
    public static void requireFilledIn(ShiftSpec spec) {
        Blanks.in(spec).ifPresent(blank -> {
            throw new PlanException(blank);
        });
    }

    private String wordOf(Finding finding, LocalDate today) {
        return plan.waivers().stream()
                .filter(waiver -> waiver.finding().equals(finding.id()) && !waiver.holds(today))
                .findFirst()
                .map(waiver -> finding.id() + " (its waiver by " + waiver.who() + " ran out on " + waiver.until() + ")")
                .orElse(finding.id());
    }

    /**
     * The same plan with one more waiver, under a new digest: who signed the old one has not signed this.
     *
     * @throws PlanException if there is no such finding, or a field is not allowed
     */
    public SealedPlan waive(Waiver waiver, LocalDate today) {
        requireFinding(waiver.finding());
        requireMatch("who", waiver.who(), PERSON, "one line of at most 100 characters");
        requireMatch("why", waiver.why(), REASON, "one line of at most 500 characters");
        if (!waiver.holds(today)) {
            throw new PlanException("until: \"" + waiver.until() + "\" must be today or later, as 2027-01-31");
        }
        List<Waiver> waivers = new ArrayList<>(plan.waivers());
        waivers.removeIf(older -> older.finding().equals(waiver.finding()));
        waivers.add(waiver);
        return seal(plan.with(waivers));
    }

    private void requireFinding(String id) {
        List<String> ids = plan.findings().stream().map(Finding::id).toList();
        if (!ids.contains(id)) {
            throw new PlanException(
                    "finding: \"" + shortened(id) + "\" must be one of this plan's: " + String.join(", ", ids));
        }
    }

    private static void requireMatch(String field, String value, Pattern pattern, String allowed) {
        if (!pattern.matcher(value).matches()) {
            throw new PlanException(field + ": \"" + shortened(value) + "\" must be " + allowed);
        }
    }
}
