package dev.landfall.addons;

import dev.landfall.lambda.BundledTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The rows of addons.yaml by service, under old names too. */
final class AddOnTable {
    private static final AddOnTable BUNDLED = new AddOnTable(BundledTable.load("/addons.yaml", AddOnFile.class));

    private final AddOnFile file;
    private final Map<String, AddOnFile.Row> rows = new HashMap<>();

    AddOnTable(AddOnFile file) {
        this.file = file;
        file.rows().forEach(this::add);
        file.sizes().forEach(this::requireDistinctPlans);
        file.engines().keySet().forEach(this::requireRow);
    }

    static AddOnTable bundled() {
        return BUNDLED;
    }

    private void add(AddOnFile.Row row) {
        if (!file.moves().containsKey(row.moves())) {
            throw new IllegalArgumentException(row.service() + " moves in no known way: " + row.moves());
        }
        add(row.service(), row);
        row.aliases().forEach(alias -> add(alias, row));
    }

    private void add(String name, AddOnFile.Row row) {
        if (rows.put(name, row) != null) {
            throw new IllegalArgumentException("two rows are called " + name);
        }
    }

    private void requireDistinctPlans(String service, List<AddOnFile.Size> sizes) {
        requireRow(service);
        Set<String> plans = new HashSet<>();
        sizes.stream().flatMap(size -> size.plans().stream()).forEach(plan -> {
            if (!plans.add(plan)) {
                throw new IllegalArgumentException(service + " has two sizes for " + plan);
            }
        });
    }

    private void requireRow(String service) {
        if (!rows.containsKey(service)) {
            throw new IllegalArgumentException("no row is called " + service);
        }
    }

    List<AddOnFile.Row> rows() {
        return file.rows();
    }

    Optional<AddOnFile.Row> row(String service) {
        return Optional.ofNullable(rows.get(service));
    }

    AddOnFile.Move move(AddOnFile.Row row) {
        return Objects.requireNonNull(file.moves().get(row.moves()), row.moves());
    }

    Optional<AddOnFile.Size> size(AddOnFile.Row row, String plan) {
        return file.sizes().getOrDefault(row.service(), List.of()).stream()
                .filter(size -> size.plans().contains(plan))
                .findFirst();
    }

    boolean isSized(AddOnFile.Row row) {
        return file.sizes().containsKey(row.service());
    }

    Optional<AddOnFile.Engine> engine(AddOnFile.Row row) {
        return Optional.ofNullable(file.engines().get(row.service()));
    }
}
