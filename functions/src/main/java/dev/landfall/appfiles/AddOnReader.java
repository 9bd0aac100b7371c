package dev.landfall.appfiles;

import dev.landfall.appfiles.Element.Items;
import dev.landfall.appfiles.Element.Mapping;
import dev.landfall.appfiles.Element.Scalar;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.inventory.Origin;
import dev.landfall.plan.Echo;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Add-ons as app.json and heroku.yml list them: {@code service[:plan]}, alone or with a name and options. */
final class AddOnReader {
    private static final Pattern PLAN =
            Pattern.compile("(?<service>[A-Za-z][\\w-]*)(?::(?<plan>[A-Za-z0-9][\\w.-]*))?(?<options>\\s.*)?");
    private static final Pattern ALIAS = Pattern.compile("[A-Z][A-Z0-9_]{0,100}");
    private static final Pattern NUMBER = Pattern.compile("[\\w.]{1,20}");
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z_][\\w.-]{0,127}");
    private static final Pattern VERSION = Pattern.compile("--version[=\\s]+([\\w.]+)");

    /** A database inside the dyno, which Heroku has for tests only. */
    private static final String IN_DYNO = "in-dyno";

    private final Origin origin;
    private final String app;
    private final Notes notes;

    /** @param app that attachments belong to */
    AddOnReader(Origin origin, String app, Notes notes) {
        this.origin = origin;
        this.app = app;
        this.notes = notes;
    }

    List<AddOn> read(List<Element> items) {
        return items.stream().flatMap(this::read).toList();
    }

    private Stream<AddOn> read(Element item) {
        return switch (item) {
            case Scalar text -> addOn(text.line(), Objects.requireNonNullElse(text.text(), ""), null, null);
            case Mapping mapping -> fromMapping(new Section("addons", mapping, notes));
            case Items list -> refused(list.line());
        };
    }

    private Stream<AddOn> fromMapping(Section item) {
        Section options = item.section("options");
        String version = matching(NUMBER, options, "version", options.text("version"));
        String alias = upper(item.text("as"));
        String plan = Objects.requireNonNullElse(item.text("plan"), "");
        return addOn(item.line(), plan, matching(ALIAS, item, "as", alias), version)
                .map(addOn -> withExtensions(addOn, options));
    }

    /** Those that Heroku makes with the database; the app may make others. */
    private AddOn withExtensions(AddOn addOn, Section options) {
        List<String> names = Stream.of(Objects.requireNonNullElse(options.text("extensions"), "")
                        .split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> matching(EXTENSION, options, "extensions", name))
                .filter(Objects::nonNull)
                .toList();
        return names.isEmpty() ? addOn : addOn.with(new Extensions(names, false));
    }

    private static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    private @Nullable String matching(Pattern pattern, Section section, String field, @Nullable String text) {
        if (text != null && !pattern.matcher(text).matches()) {
            notes.add(section.line(), section.path(field) + " is none and not read");
            return null;
        }
        return text;
    }

    private Stream<AddOn> addOn(int line, String text, @Nullable String alias, @Nullable String version) {
        Matcher plan = PLAN.matcher(text.strip());
        if (!plan.matches()) {
            return refused(line);
        }
        noteOptions(line, plan);
        List<Attachment> attachments = alias == null ? List.of() : List.of(new Attachment(alias, app));
        String wanted = version != null ? version : version(plan.group("options"));
        return Stream.of(new AddOn(
                plan.group("service"),
                plan.group("plan"),
                null,
                wanted,
                null,
                null,
                attachments,
                List.of(),
                List.of(origin)));
    }

    private void noteOptions(int line, Matcher plan) {
        String service = plan.group("service");
        if (plan.group("options") != null) {
            notes.add(line, "add-on " + service + " has options in its plan's text; they belong under options");
        }
        if (IN_DYNO.equals(plan.group("plan"))) {
            notes.add(line, "add-on " + service + ":" + IN_DYNO + " exists in Heroku's test runs only");
        }
    }

    private static @Nullable String version(@Nullable String options) {
        Matcher version = VERSION.matcher(Objects.requireNonNullElse(options, ""));
        return version.find() ? version.group(1) : null;
    }

    private Stream<AddOn> refused(int line) {
        notes.add(line, "an add-on should be " + Echo.quote("service:plan") + " or an object with a plan");
        return Stream.empty();
    }
}
