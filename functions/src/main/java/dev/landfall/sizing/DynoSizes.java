package dev.landfall.sizing;

import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.lambda.BundledTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Heroku's dyno sizes by name: {@code dyno-sizes.yaml}, and the generation that carries its size in the name. */
public final class DynoSizes {
    /** The month of the table's prices, as its head says. */
    public static final String PRICES_OF = "2026-02";

    private static final int CENTS = 100;
    private static final int MB = 1024;

    /** Fir: {@code dyno-1c-0.5gb} is one vCPU and 0.5 GB. */
    private static final Pattern FIR = Pattern.compile("dyno-(\\d{1,3})c-(\\d{1,4}(?:\\.\\d{1,2})?)gb");

    /** Heroku's compute of one vCPU: Performance-L's 50 over its 8. */
    private static final double COMPUTE_OF_A_VCPU = 6.25;

    private final Map<String, Row> rows;

    private DynoSizes(Map<String, Row> rows) {
        this.rows = Map.copyOf(rows);
    }

    /** @param checked the day on which the source was opened and told each size, ISO date */
    private record Table(String source, String checked, List<Row> sizes) {}

    /** One line of the table. {@code compute} is Heroku's multiple at its best. */
    private record Row(
            String name,
            @Nullable List<String> formerly,
            int memoryMb,
            int compute,
            boolean dedicated,
            @Nullable Integer dollars,
            @Nullable Boolean sleeps) {

        private DynoSize size() {
            return new DynoSize(name, memoryMb, null, dedicated, dollars == null ? null : dollars * CENTS);
        }
    }

    public static DynoSizes listed() {
        return new DynoSizes(
                byName(BundledTable.load("/dyno-sizes.yaml", Table.class).sizes()));
    }

    private static Map<String, Row> byName(List<Row> rows) {
        Map<String, Row> byName = new HashMap<>();
        for (Row row : rows) {
            List<String> names = new ArrayList<>(row.formerly() == null ? List.of() : row.formerly());
            names.add(row.name());
            names.forEach(name -> byName.put(name, row));
        }
        return byName;
    }

    /** @param name in any case, as app.json files have it */
    public Optional<DynoSize> find(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        Optional<DynoSize> listed = Optional.ofNullable(rows.get(wanted)).map(Row::size);
        return listed.or(() -> fir(wanted));
    }

    private static Optional<DynoSize> fir(String name) {
        Matcher matcher = FIR.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int memory = (int) (Double.parseDouble(matcher.group(2)) * MB);
        return Optional.of(new DynoSize(name, memory, Integer.valueOf(matcher.group(1)), null, null));
    }

    /** vCPUs at best: what the API tells is a shared dyno's least, so the table goes first where it knows the size. */
    public Optional<Double> vcpu(DynoSize size) {
        Row row = rows.get(size.name().toLowerCase(Locale.ROOT));
        if (row != null) {
            return Optional.of(row.compute() / COMPUTE_OF_A_VCPU);
        }
        return Optional.ofNullable(size.compute()).map(Integer::doubleValue);
    }

    /** Whether a dyno of this size sleeps when nobody asks for it. */
    public boolean sleeps(DynoSize size) {
        Row row = rows.get(size.name().toLowerCase(Locale.ROOT));
        return row != null && Boolean.TRUE.equals(row.sleeps());
    }
}
