package dev.landfall.inventory;

import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.plan.Echo;
import java.util.List;
import java.util.Objects;

/** Process types by name. */
final class ProcessMerge {
    /** Heroku runs it by itself, so sources may rightly leave it out. */
    private static final String RELEASE = "release";

    private final Differences differences;

    ProcessMerge(Differences differences) {
        this.differences = differences;
    }

    List<ProcessType> merge(List<Inventory> inventories) {
        List<ProcessType> all = inventories.stream()
                .flatMap(inventory -> inventory.processes().stream())
                .toList();
        List<ProcessType> merged = InventoryMerge.byName(all, ProcessType::name, ProcessType::from, this::process);
        inventories.forEach(inventory -> noteMissing(inventory, merged));
        return merged;
    }

    private ProcessType process(List<Told<ProcessType>> told) {
        String name = told.getFirst().fact().name();
        noteCommands(name, told);
        DynoSize size = differences.choose(
                "the size of " + Echo.plain(name), told, ProcessType::size, each -> Echo.plain(each.name()));
        return new ProcessType(
                name,
                Differences.first(told, ProcessType::command),
                size,
                differences.choose("the quantity of " + Echo.plain(name), told, ProcessType::quantity, String::valueOf),
                Differences.first(told, ProcessType::most),
                Told.origins(told));
    }

    /** Without the commands, which are long and often differ in a blank. */
    private void noteCommands(String name, List<Told<ProcessType>> told) {
        List<Told<ProcessType>> withCommand =
                told.stream().filter(each -> each.fact().command() != null).toList();
        for (Told<ProcessType> each : withCommand) {
            Told<ProcessType> first = withCommand.getFirst();
            if (!Objects.equals(each.fact().command(), first.fact().command())) {
                differences.add(
                        each.origin(),
                        "the command of " + Echo.plain(name) + " is another one in "
                                + first.origin().words() + ", which counts");
            }
        }
    }

    /** app.json's formation may leave out what it does not scale, so only those who tell commands should know all. */
    private void noteMissing(Inventory inventory, List<ProcessType> merged) {
        List<Origin> tellers = inventory.processes().stream()
                .filter(process -> process.command() != null)
                .flatMap(process -> process.from().stream())
                .filter(origin -> origin != Origin.APP_JSON)
                .distinct()
                .sorted()
                .toList();
        if (tellers.isEmpty()) {
            return;
        }
        merged.stream()
                .filter(process -> !process.name().equals(RELEASE))
                .filter(process -> inventory.process(process.name()).isEmpty())
                .forEach(process -> differences.add(
                        tellers.getFirst(),
                        "process " + Echo.plain(process.name()) + " is missing here; "
                                + process.from().getFirst().words() + " has it"));
    }
}
