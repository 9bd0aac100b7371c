package dev.landfall.addons;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of addons.yaml.
 *
 * @param moves the ways in which data moves, by the name that rows use
 * @param sizes by service
 * @param engines by service
 */
record AddOnFile(Map<String, Move> moves, List<Row> rows, Map<String, List<Size>> sizes, Map<String, Engine> engines) {

    AddOnFile {
        moves = Map.copyOf(moves);
        rows = List.copyOf(rows);
        sizes = Map.copyOf(sizes);
        engines = Map.copyOf(engines);
    }

    record Move(String data, Stall stall, String wayBack) {}

    /**
     * @param aliases former names and other spellings of the service
     * @param moves a name in {@link AddOnFile#moves}
     * @param checked the day on which the source was opened and told it, ISO date; null if nobody opened it
     */
    record Row(
            String service,
            List<String> aliases,
            String name,
            AwsTarget target,
            String moves,
            String why,
            List<String> cautions,
            List<String> configVars,
            String source,
            @Nullable String checked) {

        Row {
            aliases = List.copyOf(aliases);
            cautions = List.copyOf(cautions);
            configVars = List.copyOf(configVars);
            Sources.require(source, checked);
        }
    }

    /**
     * What plans have, and what has no less on AWS. What the vendor does not tell is null.
     *
     * @param targetMemoryMb what the engine may use of it
     * @param targetStorageGb what to allocate
     * @param nodes how many of the target are paid for; the standby of a Multi-AZ price is in that price
     */
    record Size(
            List<String> plans,
            @Nullable Integer memoryMb,
            @Nullable Integer vcpus,
            @Nullable Integer storageGb,
            int connections,
            boolean highlyAvailable,
            String target,
            int targetMemoryMb,
            int targetVcpus,
            @Nullable Integer targetStorageGb,
            int nodes,
            String priceKey,
            String source,
            @Nullable String checked) {

        Size {
            plans = List.copyOf(plans);
            Sources.require(source, checked);
            requireNoLess("memory", memoryMb, targetMemoryMb);
            requireNoLess("vCPUs", vcpus, targetVcpus);
            requireNoLess("storage", storageGb, targetStorageGb);
        }

        private static void requireNoLess(String what, @Nullable Integer has, @Nullable Integer gets) {
            if (has != null && gets != null && gets < has) {
                throw new IllegalArgumentException("a plan has " + has + " of " + what + ", its target " + gets);
            }
        }
    }

    /** Majors of an engine that a new database on AWS can have. */
    record Engine(
            String name,
            int oldest,
            int newest,
            String source,
            @Nullable String checked) {

        Engine {
            Sources.require(source, checked);
        }
    }
}
