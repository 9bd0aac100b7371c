package dev.landfall.heroku;

import dev.landfall.heroku.Resources.AddOn;
import dev.landfall.heroku.Resources.Attachment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which add-on an app knows by which alias, and which config vars come with it. */
final class Attachments {
    private static final String USUAL_ENDING = "_URL";

    private final String app;
    private final List<Attachment> own;
    private final Map<String, List<Attachment>> byAddOn;
    private final Map<String, AddOn> addOns;

    /**
     * @param alias such as {@code DATABASE}
     * @param addOn its name
     */
    record Owner(String alias, String addOn) {}

    /**
     * @param addOns without those that the token may not see
     * @param all of the add-ons that the app uses, those in other apps too
     */
    Attachments(String app, List<AddOn> addOns, List<Attachment> all) {
        this.app = app;
        this.own = all.stream().filter(this::isOwn).toList();
        this.byAddOn = all.stream()
                .collect(Collectors.groupingBy(attachment -> attachment.addon().id()));
        this.addOns = addOns.stream().collect(Collectors.toMap(AddOn::id, Function.identity(), (a, b) -> a));
    }

    List<Attachment> of(AddOn addOn) {
        return byAddOn.getOrDefault(addOn.id(), List.of());
    }

    Optional<Owner> byId(@Nullable String id) {
        return own.stream()
                .filter(attachment -> attachment.id().equals(id))
                .findFirst()
                .map(Attachments::owner);
    }

    /** For when Heroku does not say it itself. The longest alias wins: DATABASE_POOL_URL is DATABASE_POOL's. */
    Optional<Owner> ownerOf(String variable) {
        return own.stream()
                .filter(attachment -> variables(attachment).anyMatch(variable::equals))
                .max(Comparator.comparingInt(attachment -> likeness(variable, attachment.name())))
                .map(Attachments::owner);
    }

    /** All names that add-ons set in the app. */
    Set<String> variables() {
        return own.stream().flatMap(this::variables).collect(Collectors.toSet());
    }

    /** The names that this add-on sets in the app. */
    Set<String> variables(AddOn addOn) {
        return of(addOn).stream().filter(this::isOwn).flatMap(this::variables).collect(Collectors.toSet());
    }

    /**
     * An add-on tells the names in the app that pays for it. Another alias, there or elsewhere, gives names with the same
     * endings: DATABASE_URL is ANALYTICS_URL in the app that knows it as ANALYTICS.
     */
    private Stream<String> variables(Attachment attachment) {
        AddOn addOn = addOns.get(attachment.addon().id());
        if (addOn == null) {
            return Stream.of(attachment.name() + USUAL_ENDING);
        }
        Stream<String> endings = addOn.configVars().stream()
                .flatMap(name -> ending(addOn, name).stream())
                .map(ending -> attachment.name() + ending);
        return isPaidHere(addOn) ? Stream.concat(addOn.configVars().stream(), endings) : endings;
    }

    private Optional<String> ending(AddOn addOn, String variable) {
        return of(addOn).stream()
                .map(Attachment::name)
                .filter(alias -> variable.startsWith(alias + "_"))
                .map(alias -> variable.substring(alias.length()))
                .min(Comparator.comparingInt(String::length))
                .or(() -> isPaidHere(addOn) ? Optional.empty() : lastWord(variable));
    }

    /** For when the token may not see by which name the other app knows it. */
    private static Optional<String> lastWord(String variable) {
        int joint = variable.lastIndexOf('_');
        return joint < 0 ? Optional.empty() : Optional.of(variable.substring(joint));
    }

    private boolean isOwn(Attachment attachment) {
        return app.equals(attachment.app().name());
    }

    private boolean isPaidHere(AddOn addOn) {
        return addOn.app() == null || Objects.equals(addOn.app().name(), app);
    }

    private static int likeness(String variable, String alias) {
        return variable.startsWith(alias + "_") ? alias.length() : 0;
    }

    private static Owner owner(Attachment attachment) {
        return new Owner(attachment.name(), attachment.addon().name());
    }
}
