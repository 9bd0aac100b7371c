package dev.landfall.heroku;

import dev.landfall.heroku.Resources.Formation;
import dev.landfall.heroku.Resources.Reference;
import dev.landfall.inventory.CommandText;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Process types, those at 0 included, with the sizes of their dynos. */
final class Processes {
    private static final int MB_PER_GB = 1024;

    private final List<Resources.DynoSize> sizes;

    Processes(List<Resources.DynoSize> sizes) {
        this.sizes = List.copyOf(sizes);
    }

    List<ProcessType> of(List<Formation> formation) {
        return formation.stream()
                .map(process -> new ProcessType(
                        process.type(),
                        Optional.ofNullable(process.command())
                                .map(CommandText::masked)
                                .orElse(null),
                        size(process).orElse(null),
                        process.quantity(),
                        List.of(Origin.PLATFORM_API)))
                .sorted(Comparator.comparing(ProcessType::name))
                .toList();
    }

    /** One for each process type whose size Heroku does not list. */
    List<SourceNote> notes(List<Formation> formation) {
        return formation.stream()
                .filter(process -> size(process).isEmpty())
                .map(process -> new SourceNote(
                        Origin.PLATFORM_API,
                        "/dyno-sizes",
                        "process type " + process.type() + " has a dyno size that is not listed"))
                .toList();
    }

    private Optional<Inventory.DynoSize> size(Formation process) {
        return Optional.ofNullable(process.dynoSize())
                .flatMap(reference ->
                        sizes.stream().filter(size -> isThat(size, reference)).findFirst())
                .map(Processes::size);
    }

    private static boolean isThat(Resources.DynoSize size, Reference reference) {
        return reference.name() == null
                ? Objects.equals(size.id(), reference.id())
                : size.name().equalsIgnoreCase(reference.name());
    }

    private static Inventory.DynoSize size(Resources.DynoSize size) {
        return new Inventory.DynoSize(
                size.name().toLowerCase(Locale.ROOT),
                (int) Math.round(size.memory() * MB_PER_GB),
                size.compute(),
                size.dedicated(),
                Optional.ofNullable(size.cost()).flatMap(AddOns::centsPerMonth).orElse(null),
                size.architecture());
    }
}
