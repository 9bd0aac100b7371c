package dev.landfall.assess;

import dev.landfall.addons.AddOnMapping;
import dev.landfall.addons.AwsTarget;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.plan.Echo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of one PostgreSQL database and its version, which no API of Heroku tells; the database tells them.
 *
 * @param database the attachment's alias, such as {@code DATABASE}, or the add-on's own name
 * @param version as server_version has it, such as 16.4; null if nobody listed it
 * @param extensions all that pg_extension has
 */
public record DatabaseExtensions(String database, @Nullable String version, List<String> extensions) {
    /** What Heroku calls the first one, if a file does not say. */
    private static final String USUAL = "DATABASE";

    /** With or without its schema. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]{0,127}");

    /** With or without what the packager added, such as {@code 16.4 (Ubuntu 16.4-1)}. */
    private static final Pattern VERSION = Pattern.compile("\\d{1,2}(\\.\\d{1,3})?( .{1,80})?");

    public DatabaseExtensions {
        extensions = List.copyOf(extensions);
    }

    /** @throws PlanException naming the file and what is wrong with it */
    public static List<DatabaseExtensions> read(String file, byte[] content) {
        List<DatabaseExtensions> listed = OperatorFile.readList(file, content, DatabaseExtensions.class);
        listed.forEach(each -> each.require(file));
        return listed;
    }

    private void require(String where) {
        if (version != null && !VERSION.matcher(version).matches()) {
            throw new PlanException(where + ": version: " + Echo.quote(version) + " must be one such as 16.4");
        }
        requireNames(where, extensions);
    }

    static void requireNames(String where, List<String> extensions) {
        extensions.stream()
                .filter(name -> !NAME.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new PlanException(where + ": extensions: " + Echo.quote(name)
                            + " must be a name such as pg_trgm or heroku_ext.citext");
                });
    }

    /** @throws PlanException if a database is listed that the app has not */
    static Inventory added(Inventory app, List<DatabaseExtensions> listed) {
        Map<String, DatabaseExtensions> rest = new HashMap<>();
        listed.forEach(each -> each.require(Echo.plain(each.database())));
        listed.forEach(each -> rest.put(each.database(), each));
        List<AddOn> addOns = app.addOns().stream()
                .map(addOn -> taken(addOn, rest).map(each -> each.of(addOn)).orElse(addOn))
                .toList();
        rest.keySet().stream().findFirst().ifPresent(unknown -> {
            throw new PlanException("extensions: database " + Echo.quote(unknown)
                    + " must be a PostgreSQL attachment of the app, such as DATABASE, or an add-on's name");
        });
        return app.withAddOns(addOns);
    }

    private AddOn of(AddOn addOn) {
        AddOn known = addOn.with(new Extensions(extensions, true));
        return version == null ? known : known.with(version);
    }

    private static Optional<DatabaseExtensions> taken(AddOn addOn, Map<String, DatabaseExtensions> rest) {
        return AddOnMapping.target(addOn.service()) == AwsTarget.RDS_POSTGRESQL
                ? names(addOn).filter(rest::containsKey).findFirst().map(rest::remove)
                : Optional.empty();
    }

    private static Stream<String> names(AddOn addOn) {
        Stream<String> aliases = addOn.attachments().isEmpty()
                ? Stream.of(USUAL)
                : addOn.attachments().stream().map(Attachment::alias);
        return Stream.concat(Stream.ofNullable(addOn.name()), aliases);
    }
}
