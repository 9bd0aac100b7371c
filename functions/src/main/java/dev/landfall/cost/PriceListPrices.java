package dev.landfall.cost;

import dev.landfall.lambda.SdkClients;
import dev.landfall.lambda.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;
import software.amazon.awssdk.services.pricing.model.GetProductsResponse;

/**
 * Today's prices by AWS's Price List Query API, for one plan. What it cannot tell, the snapshot does, with a note; once it
 * did not answer, or has taken its time, it is not asked again for this plan.
 */
public final class PriceListPrices implements Prices {
    static final String DEPENDENCY = "AWS Price List";

    /** The API lives in three regions, for the prices of all. */
    private static final Region HOME = Region.US_EAST_1;

    private static final int MOST_PRODUCTS = 100;

    /** A plan asks for a dozen prices, a fifth of a second each. One call takes at most five seconds more. */
    private static final Duration BUDGET = Duration.ofSeconds(8);

    /** Lists change a few times a month, and say themselves since when they are as they are. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final PricingClient client;
    private final Prices snapshot;
    private final InstantSource clock;
    private final Map<Place, Answer> answers;
    private @Nullable Instant end;
    private boolean away;

    PriceListPrices(PricingClient client, Prices snapshot, InstantSource clock, Map<Place, Answer> answers) {
        this.client = client;
        this.snapshot = snapshot;
        this.clock = clock;
        this.answers = answers;
    }

    record Place(String key, String region) {}

    /** @param price empty if the list names none, or several */
    record Answer(Optional<Price> price, Instant at) {}

    /** For one plan each, so that each asks anew after an outage. They share what was answered within a day. */
    public static Supplier<Prices> fromEnvironment(InstantSource clock) {
        PricingClient client = SdkClients.retrying(PricingClient.builder().region(HOME));
        Map<Place, Answer> answers = new ConcurrentHashMap<>();
        return () -> new PriceListPrices(client, SnapshotPrices.bundled(), clock, answers);
    }

    @Override
    public Optional<Price> price(String key, String region) {
        Optional<PriceQuery> query = PriceQueries.bundled().first(key);
        if (query.isEmpty()) {
            return snapshot.price(key, region);
        }
        try {
            return answer(query.get(), new Place(key, region))
                    .or(() -> recorded(key, region, "AWS's price list names no single price: an older one."));
        } catch (UnavailableException e) {
            away = true;
            return recorded(key, region, "AWS's price list did not answer: an older price.");
        }
    }

    private Optional<Price> answer(PriceQuery query, Place place) {
        Instant now = clock.instant();
        @Nullable Answer known = answers.get(place);
        if (known != null && now.isBefore(known.at().plus(FRESH))) {
            return known.price();
        }
        requirePatience(now);
        Optional<Price> asked = asked(query, place.key(), place.region());
        answers.put(place, new Answer(asked, now));
        return asked;
    }

    private void requirePatience(Instant now) {
        if (end == null) {
            end = now.plus(BUDGET);
        }
        if (away || now.isAfter(end)) {
            throw new UnavailableException(DEPENDENCY, "it is not asked again for this plan");
        }
    }

    private Optional<Price> recorded(String key, String region, String why) {
        return snapshot.price(key, region).map(price -> price.noted(why));
    }

    /** Empty if there is none, or several that differ: then the filters do not mean what they were thought to mean. */
    private Optional<Price> asked(PriceQuery query, String key, String region) {
        List<Price> prices = products(query, key, region).stream()
                .filter(product -> query.isUsage(product.usageType()))
                .flatMap(product -> price(product, query, key, region).stream())
                .toList();
        return prices.stream().map(Price::usd).distinct().count() == 1
                ? Optional.of(prices.getFirst())
                : Optional.empty();
    }

    private static Optional<Price> price(PriceListProduct product, PriceQuery query, String key, String region) {
        return product.usd()
                .map(usd -> new Price(
                        key,
                        region,
                        query.unit(),
                        usd,
                        product.date(),
                        DEPENDENCY + " Query API, SKU " + product.sku(),
                        null));
    }

    private List<PriceListProduct> products(PriceQuery query, String key, String region) {
        GetProductsRequest request = GetProductsRequest.builder()
                .serviceCode(query.service())
                .formatVersion("aws_v1")
                .filters(filters(query, key, region))
                .build();
        return SdkClients.answerOrUnavailable(
                        DEPENDENCY,
                        () -> client.getProductsPaginator(request).stream()
                                .map(GetProductsResponse::priceList)
                                .flatMap(List::stream)
                                .limit(MOST_PRODUCTS)
                                .toList())
                .stream()
                .map(PriceListProduct::parse)
                .toList();
    }

    private static List<Filter> filters(PriceQuery query, String key, String region) {
        return query.filters(key, region).entrySet().stream()
                .map(filter -> Filter.builder()
                        .type(FilterType.TERM_MATCH)
                        .field(filter.getKey())
                        .value(filter.getValue())
                        .build())
                .toList();
    }
}
