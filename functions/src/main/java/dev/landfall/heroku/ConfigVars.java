package dev.landfall.heroku;

import dev.landfall.heroku.Resources.ConfigVarSettings;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Origin;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Config vars with who owns them and which add-on they also point at. */
final class ConfigVars {
    private final Map<String, ConfigVarSettings> settings;
    private final Attachments attachments;

    /** @param settings empty if Heroku did not tell them */
    ConfigVars(List<ConfigVarSettings> settings, Attachments attachments) {
        this.settings =
                settings.stream().collect(Collectors.toMap(ConfigVarSettings::key, Function.identity(), (a, b) -> a));
        this.attachments = attachments;
    }

    /** @param seen empty if the token may not see them: then the add-ons still tell some names */
    List<ConfigVar> of(List<Glance> seen) {
        List<Glance> unmasked =
                Stream.concat(seen.stream(), untold(seen)).map(this::masked).toList();
        Map<String, String> addOnsByHost = addOnsByHost(unmasked);
        return unmasked.stream()
                .map(glance -> variable(glance, addOnsByHost))
                .sorted(Comparator.comparing(ConfigVar::name))
                .toList();
    }

    /** Names that only the settings tell, or, if there is nothing else, an add-on. */
    private Stream<Glance> untold(List<Glance> seen) {
        Set<String> told = seen.stream().map(Glance::name).collect(Collectors.toSet());
        Set<String> names = new HashSet<>(settings.keySet());
        if (seen.isEmpty()) {
            names.addAll(attachments.variables());
        }
        names.removeAll(told);
        return names.stream().map(Glance::unread);
    }

    /** What stands in place of a masked value says nothing about it. */
    private Glance masked(Glance glance) {
        ConfigVarSettings setting = settings.get(glance.name());
        boolean masked = setting != null && Boolean.TRUE.equals(setting.masked());
        return masked ? Glance.unread(glance.name()) : glance;
    }

    private Map<String, String> addOnsByHost(List<Glance> glances) {
        Map<String, String> addOns = new HashMap<>();
        for (Glance glance : glances) {
            owner(glance).ifPresent(owner -> glance.hosts().forEach(host -> addOns.put(host, owner.addOn())));
        }
        return addOns;
    }

    private ConfigVar variable(Glance glance, Map<String, String> addOnsByHost) {
        Optional<Attachments.Owner> owner = owner(glance);
        Optional<String> pointsAt = glance.hosts().stream()
                .filter(host -> owner.isEmpty())
                .map(addOnsByHost::get)
                .flatMap(Stream::ofNullable)
                .sorted()
                .findFirst();
        return new ConfigVar(
                glance.name(),
                glance.kind(),
                glance.fingerprint(),
                owner.map(Attachments.Owner::alias).orElse(null),
                pointsAt.orElse(null),
                List.of(Origin.PLATFORM_API));
    }

    private Optional<Attachments.Owner> owner(Glance glance) {
        return Optional.ofNullable(settings.get(glance.name()))
                .map(ConfigVarSettings::attachment)
                .flatMap(attachment -> attachments.byId(attachment.id()))
                .or(() -> attachments.ownerOf(glance.name()));
    }
}
