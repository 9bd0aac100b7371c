package dev.landfall.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.UnavailableException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** One product of AWS's price list, as its JSON has it. */
record PriceListProduct(JsonNode json) {

    static PriceListProduct parse(String text) {
        try {
            return new PriceListProduct(Json.MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new UnavailableException(PriceListPrices.DEPENDENCY, e);
        }
    }

    String usageType() {
        return json.at("/product/attributes/usagetype").asText();
    }

    String sku() {
        return json.at("/product/sku").asText();
    }

    /** The day since which the price list is as it is. */
    String date() {
        String published = json.path("publicationDate").asText();
        int time = published.indexOf('T');
        return time < 0 ? published : published.substring(0, time);
    }

    /** On demand, in US dollars, of the first tier that costs anything. */
    Optional<BigDecimal> usd() {
        return children(json.at("/terms/OnDemand"))
                .flatMap(offer -> children(offer.path("priceDimensions")))
                .filter(dimension -> usd(dimension).signum() > 0)
                .min(Comparator.comparing(dimension -> decimal(dimension.path("beginRange"))))
                .map(PriceListProduct::usd);
    }

    private static Stream<JsonNode> children(JsonNode node) {
        return node.valueStream();
    }

    private static BigDecimal usd(JsonNode dimension) {
        return decimal(dimension.at("/pricePerUnit/USD"));
    }

    private static BigDecimal decimal(JsonNode node) {
        try {
            return new BigDecimal(node.asText("0")).stripTrailingZeros();
        } catch (NumberFormatException notANumber) {
            return BigDecimal.ZERO;
        }
    }
}
