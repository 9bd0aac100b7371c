package dev.landfall.addons;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.landfall.inventory.Inventory.Extensions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The extensions that a database uses against those that RDS has.
 *
 * @param major of PostgreSQL on AWS that they were looked up for; null if it is not known, and then those are missing
 *     that RDS has for no major
 * @param used by name, without their schemas
 * @param complete whether these are all that the database uses
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExtensionFit(@Nullable Integer major, List<String> used, List<Missing> missing, boolean complete) {

    public ExtensionFit {
        used = List.copyOf(used);
        missing = List.copyOf(missing);
    }

    /** @param instead what takes its place; null if no source tells */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Missing(String name, @Nullable String instead) {}

    static ExtensionFit of(ExtensionTable table, Extensions extensions, @Nullable EngineFit engine) {
        Integer major = engine == null ? null : engine.proposed();
        List<String> used = extensions.names().stream()
                .map(ExtensionFit::withoutSchema)
                .distinct()
                .sorted()
                .toList();
        List<Missing> missing = used.stream()
                .filter(name -> !table.has(name, major))
                .map(name -> new Missing(name, table.instead(name).orElse(null)))
                .toList();
        return new ExtensionFit(major, used, missing, extensions.complete());
    }

    /** Heroku writes {@code schema.name} where it takes extensions. */
    private static String withoutSchema(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** One line for each that is missing. */
    public List<String> missingInWords() {
        return missing.stream()
                .map(each -> each.name() + " is not on RDS for PostgreSQL" + (major == null ? "" : " " + major)
                        + Optional.ofNullable(each.instead())
                                .map(instead -> ". " + instead)
                                .orElse(""))
                .toList();
    }

    String inWords() {
        if (used.isEmpty()) {
            return complete ? "It uses none." : "";
        }
        String names = (complete ? "It uses " : "It uses at least ") + String.join(", ", used) + ". ";
        return names + (missing.isEmpty() ? "RDS has them." : String.join(" ", sentences()));
    }

    private List<String> sentences() {
        return missingInWords().stream()
                .map(line -> line.endsWith(".") ? line : line + ".")
                .toList();
    }
}
