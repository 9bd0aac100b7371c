package dev.landfall.assess;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.Origin;
import dev.landfall.sizing.DynoSizes;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An inventory that somebody wrote down, of an app that cannot be asked any more, or not yet. */
public record RecordedInventory(
        String app,
        @Nullable String region,
        @Nullable String stack,
        List<ProcessLine> processes,
        @Nullable List<Service> addOns,
        @Nullable List<String> configVars,
        @Nullable List<Name> domains,
        @Nullable List<String> buildpacks) {
    /** Far above what Heroku allows, and low enough to multiply. */
    private static final int MOST_DYNOS = 10_000;

    private static final int MOST_DOLLARS = 1_000_000;
    private static final List<Origin> FROM = List.of(Origin.RECORDED);

    /** @param most to how many Heroku's autoscaling went */
    public record ProcessLine(
            String name,
            @Nullable String command,
            @Nullable String size,
            @Nullable Integer quantity,
            @Nullable Integer most) {}

    /**
     * @param as the attachment's alias
     * @param extensions all that a PostgreSQL database uses
     */
    public record Service(
            String service,
            @Nullable String plan,
            @Nullable String as,
            @Nullable String version,
            @Nullable Integer dollarsPerMonth,
            @Nullable List<String> extensions) {}

    /**
     * @param target the *.herokudns.com name
     * @param expires the certificate's last day, ISO date
     */
    public record Name(
            String hostname,
            @Nullable String target,
            @Nullable String certificate,
            @Nullable String expires) {}

    /** @throws PlanException naming the file, the field and what is wrong with it */
    public static Inventory read(String name, byte[] file) {
        RecordedInventory recorded = OperatorFile.read(name, file, RecordedInventory.class);
        recorded.requireUsable(name);
        return recorded.inventory(name);
    }

    private void requireUsable(String file) {
        for (ProcessLine process : processes) {
            requireWithin(file + ": processes.quantity", process.quantity(), MOST_DYNOS);
            requireWithin(file + ": processes.most", process.most(), MOST_DYNOS);
        }
        orNone(addOns)
                .forEach(service ->
                        requireWithin(file + ": addOns.dollarsPerMonth", service.dollarsPerMonth(), MOST_DOLLARS));
        orNone(addOns)
                .forEach(service -> DatabaseExtensions.requireNames(file + ": addOns", orNone(service.extensions())));
        orNone(domains).forEach(domain -> requireDay(file + ": domains.expires", domain.expires()));
    }

    private static void requireWithin(String field, @Nullable Integer value, int most) {
        if (value != null && (value < 0 || value > most)) {
            throw new PlanException(field + ": " + value + " must be from 0 to " + most);
        }
    }

    private static void requireDay(String field, @Nullable String value) {
        try {
            if (value != null) {
                LocalDate.parse(value);
            }
        } catch (DateTimeParseException e) {
            throw new PlanException(field + ": must be a day, as 2027-01-31");
        }
    }

    private Inventory inventory(String name) {
        DynoSizes sizes = DynoSizes.listed();
        return new Inventory(
                new App(app, null, region, stack, null, null, false, List.of(), FROM),
                processes.stream().map(process -> process(process, sizes, name)).toList(),
                orNone(addOns).stream().map(this::addOn).toList(),
                orNone(configVars).stream().map(RecordedInventory::configVar).toList(),
                orNone(domains).stream().map(RecordedInventory::domain).toList(),
                orNone(buildpacks).stream().map(url -> new Buildpack(url, FROM)).toList(),
                null,
                List.of());
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static ProcessType process(ProcessLine process, DynoSizes sizes, String file) {
        return new ProcessType(
                process.name(),
                process.command(),
                process.size() == null ? null : size(process.size(), sizes, file),
                process.quantity(),
                process.most(),
                FROM);
    }

    private static DynoSize size(String name, DynoSizes sizes, String file) {
        return sizes.find(name)
                .orElseThrow(() -> new PlanException(file + ": processes.size: \"" + name
                        + "\" must be a dyno size such as standard-2x or performance-l"));
    }

    private AddOn addOn(Service service) {
        String alias = service.as() == null
                ? service.service().toUpperCase(Locale.ROOT).replace('-', '_')
                : service.as();
        Integer cents = service.dollarsPerMonth() == null ? null : service.dollarsPerMonth() * 100;
        return new AddOn(
                service.service(),
                service.plan(),
                null,
                service.version(),
                cents,
                null,
                List.of(new Attachment(alias, app)),
                List.of(),
                service.extensions() == null ? null : new Extensions(service.extensions(), true),
                FROM);
    }

    private static ConfigVar configVar(String name) {
        return new ConfigVar(name, ValueKind.UNREAD, null, null, null, FROM);
    }

    private static Domain domain(Name domain) {
        return new Domain(domain.hostname(), "custom", domain.target(), domain.certificate(), domain.expires(), FROM);
    }
}
