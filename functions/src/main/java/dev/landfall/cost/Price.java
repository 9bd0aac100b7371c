package dev.landfall.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A list price, on demand, without taxes and free tiers.
 *
 * @param key as in aws-prices.json, such as {@code fargate.vcpu.arm64} or {@code rds.postgresql.multi-az.db.t4g.micro}
 * @param region of AWS
 * @param unit what one of costs {@code usd}: hour, GB-month, GB, …
 * @param date ISO-8601, of the day for which the source tells it
 * @param note why it is not the newest; null if nothing is to be said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Price(
        String key,
        String region,
        String unit,
        BigDecimal usd,
        String date,
        String source,
        @Nullable String note) {

    public Price {
        if (usd.signum() <= 0) {
            throw new IllegalArgumentException(key + " in " + region + " costs " + usd);
        }
    }

    Price noted(String why) {
        return new Price(key, region, unit, usd, date, source, why);
    }
}
