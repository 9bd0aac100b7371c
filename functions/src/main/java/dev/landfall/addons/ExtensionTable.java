package dev.landfall.addons;

import dev.landfall.lambda.BundledTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of postgres-extensions.yaml by name. */
final class ExtensionTable {
    private static final ExtensionTable BUNDLED =
            new ExtensionTable(BundledTable.load("/postgres-extensions.yaml", ExtensionFile.class));

    private final ExtensionFile file;
    private final Map<String, Set<Integer>> majors = new HashMap<>();
    private final Map<String, ExtensionFile.Instead> insteads = new HashMap<>();

    ExtensionTable(ExtensionFile file) {
        this.file = file;
        file.onRds().forEach(this::add);
        file.insteads().forEach(this::add);
    }

    static ExtensionTable bundled() {
        return BUNDLED;
    }

    private void add(ExtensionFile.Offer offer) {
        for (String name : offer.names()) {
            if (majors.put(name, Set.copyOf(offer.majors())) != null) {
                throw new IllegalArgumentException("two rows are of extension " + name);
            }
        }
    }

    private void add(ExtensionFile.Instead instead) {
        if (insteads.put(instead.name(), instead) != null) {
            throw new IllegalArgumentException("two rows replace extension " + instead.name());
        }
    }

    /** Whether RDS has it for that major; without one, whether for any. */
    boolean has(String name, @Nullable Integer major) {
        Set<Integer> known = majors.getOrDefault(name, Set.of());
        return major == null ? !known.isEmpty() : known.contains(major);
    }

    Optional<String> instead(String name) {
        return Optional.ofNullable(insteads.get(name)).map(ExtensionFile.Instead::instead);
    }

    Set<Integer> majors() {
        return majors.values().stream().flatMap(Collection::stream).collect(TreeSet::new, Set::add, Set::addAll);
    }

    String read() {
        return file.read();
    }

    String note() {
        return file.note();
    }
}
