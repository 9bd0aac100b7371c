package dev.landfall.assess;

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

/**
 * The extensions of one PostgreSQL database, which no API of Heroku tells; the database tells them.
 *
 * @param database the attachment's alias, such as {@code DATABASE}, or the add-on's own name
 * @param extensions all that pg_extension has
 */
public record DatabaseExtensions(String database, List<String> extensions) {
    /** What Heroku calls the first one, if a file does not say. */
    private static final String USUAL = "DATABASE";

    /** With or without its schema. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]{0,127}");

    public DatabaseExtensions {
        extensions = List.copyOf(extensions);
    }

    /** @throws PlanException naming the file and what is wrong with it */
    public static List<DatabaseExtensions> read(String file, byte[] content) {
        List<DatabaseExtensions> listed = OperatorFile.readList(file, content, DatabaseExtensions.class);
        listed.forEach(each -> requireNames(file, each.extensions()));
        return listed;
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
        Map<String, Extensions> rest = new HashMap<>();
        listed.forEach(each -> requireNames(Echo.plain(each.database()), each.extensions()));
        listed.forEach(each -> rest.put(each.database(), new Extensions(each.extensions(), true)));
        List<AddOn> addOns = app.addOns().stream()
                .map(addOn -> taken(addOn, rest).map(addOn::with).orElse(addOn))
                .toList();
        rest.keySet().stream().findFirst().ifPresent(unknown -> {
            throw new PlanException("extensions: database " + Echo.quote(unknown)
                    + " must be a PostgreSQL attachment of the app, such as DATABASE, or an add-on's name");
        });
        return app.withAddOns(addOns);
    }

    private static Optional<Extensions> taken(AddOn addOn, Map<String, Extensions> rest) {
        return addOn.service().contains("postgres")
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
