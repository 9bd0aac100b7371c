package dev.landfall.cost;

import dev.landfall.lambda.SdkClients;
import dev.landfall.lambda.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;
import software.amazon.awssdk.services.pricing.model.GetProductsResponse;

/**
 * Today's prices by AWS's Price List Query API. What it cannot tell, the snapshot does, with a note; once it did not
 * answer it is not asked again, since each question would wait for the time-out.
 */
public final class PriceListPrices implements Prices {
    static final String DEPENDENCY = "AWS Price List";

    /** The API lives in three regions, for the prices of all. */
    private static final Region HOME = Region.US_EAST_1;

    private static final int MOST_PRODUCTS = 100;

    private final PricingClient client;
    private final Prices snapshot;
    private final AtomicBoolean away = new AtomicBoolean();

    PriceListPrices(PricingClient client, Prices snapshot) {
        this.client = client;
        this.snapshot = snapshot;
    }

    public static PriceListPrices fromEnvironment() {
        return new PriceListPrices(SdkClients.retrying(PricingClient.builder().region(HOME)), SnapshotPrices.bundled());
    }

    @Override
    public Optional<Price> price(String key, String region) {
        Optional<PriceQuery> query = PriceQueries.bundled().first(key);
        if (query.isEmpty()) {
            return snapshot.price(key, region);
        }
        if (away.get()) {
            return recorded(key, region, "AWS's price list did not answer: an older price.");
        }
        try {
            return asked(query.get(), key, region)
                    .or(() -> recorded(key, region, "AWS's price list names no single price: an older one."));
        } catch (UnavailableException e) {
            away.set(true);
            return recorded(key, region, "AWS's price list did not answer: an older price.");
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
