package dev.landfall.cost;

import dev.landfall.lambda.BundledTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The prices that come with the jar (aws-prices.json). */
public final class SnapshotPrices implements Prices {
    private static final SnapshotPrices BUNDLED =
            new SnapshotPrices(BundledTable.load("/aws-prices.json", Snapshot.class));

    private final Map<Place, Price> prices = new HashMap<>();

    SnapshotPrices(Snapshot snapshot) {
        snapshot.prices().forEach(entry -> add(entry, snapshot.sources()));
    }

    public static SnapshotPrices bundled() {
        return BUNDLED;
    }

    private void add(Entry entry, Map<String, Source> sources) {
        Source source = sources.get(entry.source());
        if (source == null) {
            throw new IllegalArgumentException(entry.key() + " is from nowhere: " + entry.source());
        }
        Price price = new Price(
                entry.key(),
                entry.region(),
                entry.unit(),
                new BigDecimal(entry.usd()),
                source.date(),
                source.url(),
                null);
        if (prices.put(new Place(entry.key(), entry.region()), price) != null) {
            throw new IllegalArgumentException("two prices of " + entry.key() + " in " + entry.region());
        }
    }

    @Override
    public Optional<Price> price(String key, String region) {
        return Optional.ofNullable(prices.get(new Place(key, region)));
    }

    int size() {
        return prices.size();
    }

    record Snapshot(Map<String, Source> sources, List<Entry> prices) {

        Snapshot {
            sources = Map.copyOf(sources);
            prices = List.copyOf(prices);
        }
    }

    /** @param of what was read there */
    record Source(String date, String url, String of) {

        Source {
            if (!url.startsWith("https://") || LocalDate.parse(date).getYear() < 2025) {
                throw new IllegalArgumentException("no dated source: " + date + " " + url);
            }
        }
    }

    /** @param usd a decimal, which is read as text: a floating-point number would not be exact */
    record Entry(String key, String region, String unit, String usd, String source) {}

    private record Place(String key, String region) {}
}
