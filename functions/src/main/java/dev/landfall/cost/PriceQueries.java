package dev.landfall.cost;

import dev.landfall.lambda.BundledTable;
import java.util.List;
import java.util.Optional;

/** The queries in their order. */
record PriceQueries(List<PriceQuery> queries) {
    private static final PriceQueries BUNDLED = BundledTable.load("/price-queries.yaml", PriceQueries.class);

    PriceQueries {
        queries = List.copyOf(queries);
    }

    static PriceQueries bundled() {
        return BUNDLED;
    }

    Optional<PriceQuery> first(String key) {
        return queries.stream().filter(query -> query.fits(key)).findFirst();
    }
}
