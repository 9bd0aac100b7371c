package dev.landfall.cost;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One query of price-queries.yaml, which says what its columns mean. */
record PriceQuery(Pattern key, String service, Pattern usage, String unit, Map<String, String> filters) {
    private static final Pattern REGION_PREFIX = Pattern.compile("[A-Z]{2,4}[0-9]?-");
    private static final String GROUP = "$1";

    PriceQuery {
        filters = Map.copyOf(filters);
        if (filters.containsValue(GROUP) != (key.matcher("").groupCount() == 1)) {
            throw new IllegalArgumentException("the group of " + key + " is not what its filters use");
        }
    }

    boolean fits(String wanted) {
        return key.matcher(wanted).matches();
    }

    /** Attributes and values, in a fixed order. */
    Map<String, String> filters(String wanted, String region) {
        Map<String, String> all = new TreeMap<>(Map.of("regionCode", region));
        Matcher matcher = key.matcher(wanted);
        filters.forEach((attribute, value) ->
                all.put(attribute, value.equals(GROUP) && matcher.matches() ? matcher.group(1) : value));
        return all;
    }

    boolean isUsage(String usageType) {
        Matcher prefix = REGION_PREFIX.matcher(usageType);
        String own = prefix.lookingAt() ? usageType.substring(prefix.end()) : usageType;
        return usage.matcher(own).matches();
    }
}
