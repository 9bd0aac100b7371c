package dev.landfall.rehearsal.states;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.rehearsal.time.Simulation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The JSONata functions that only Step Functions has, and those of JSONata that would reach for the wall clock or for
 * chance: here both come from the simulation.
 */
final class AwsFunctions {

    private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    private static final int MOST_ITEMS = 1_000_000;

    private final Simulation simulation;
    private final RandomGenerator random;
    private final Map<String, JFunction> functions;

    AwsFunctions(Simulation simulation, RandomGenerator random) {
        this.simulation = simulation;
        this.random = random;
        this.functions = Map.of(
                "partition", function("<an:a<a>>", call -> partition(list(call, 0), number(call, 1))),
                "range", function("<nnn:a<n>>", call -> range(number(call, 0), number(call, 1), number(call, 2))),
                "hash", function("<xs:s>", call -> hash(required(call, 0), text(call, 1))),
                "random", function("<n?:n>", this::random),
                "uuid", function("<:s>", _ -> uuid(random).toString()),
                "parse", function("<s:x>", call -> parse(text(call, 0))),
                "millis", function("<:n>", _ -> simulation.millis()),
                "now", function("<s?s?:s>", this::now),
                "shuffle", function("<a:a>", call -> shuffle(list(call, 0))));
    }

    void bindTo(Frame frame) {
        functions.forEach(frame::bind);
    }

    /** A random UUID (version 4) of a seeded stream. */
    static UUID uuid(RandomGenerator random) {
        long most = (random.nextLong() & ~0xF000L) | 0x4000L;
        long least = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(most, least);
    }

    private static List<Object> partition(List<?> items, double size) {
        int step = (int) size;
        if (step < 1) {
            throw new JException("$partition: the chunk size must be positive, not " + step);
        }
        List<Object> chunks = new ArrayList<>();
        for (int from = 0; from < items.size(); from += step) {
            chunks.add(new ArrayList<>(items.subList(from, Math.min(from + step, items.size()))));
        }
        return chunks;
    }

    private static List<Object> range(double first, double last, double step) {
        if (step == 0) {
            throw new JException("$range: the step must not be 0");
        }
        if (Math.abs((last - first) / step) >= MOST_ITEMS) {
            throw new JException("$range: more than " + MOST_ITEMS + " items");
        }
        List<Object> numbers = new ArrayList<>();
        for (double next = first; step > 0 ? next <= last : next >= last; next = first + step * numbers.size()) {
            numbers.add(next);
        }
        return numbers;
    }

    private static String hash(Object data, String algorithm) {
        if (!HASHES.contains(algorithm)) {
            throw new JException("$hash: unknown algorithm " + algorithm);
        }
        String text = data instanceof String string ? string : Json.write(JsonataValues.fromJsonata(data));
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java runtime without " + algorithm, e);
        }
    }

    private static Object parse(String json) {
        try {
            return JsonataValues.toJsonata(Json.parse(json));
        } catch (JsonProcessingException e) {
            throw new JException("$parse: not a JSON document: " + e.getOriginalMessage());
        }
    }

    private double random(List<?> arguments) {
        return argument(arguments, 0) instanceof Number seed
                ? new SplittableRandom(seed.longValue()).nextDouble()
                : random.nextDouble();
    }

    private String now(List<?> arguments) {
        return Functions.dateTimeFromMillis(
                simulation.millis(), (String) argument(arguments, 0), (String) argument(arguments, 1));
    }

    private List<Object> shuffle(List<?> items) {
        List<Object> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, Random.from(random));
        return shuffled;
    }

    private interface Implementation {
        Object apply(List<?> arguments);
    }

    /** @param signature JSONata's own notation; the library checks the arguments by it */
    private static JFunction function(String signature, Implementation implementation) {
        return new JFunction((_, arguments) -> implementation.apply(arguments), signature);
    }

    private static @Nullable Object argument(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static Object required(List<?> arguments, int index) {
        Object argument = argument(arguments, index);
        if (argument == null) {
            throw new JException("argument " + (index + 1) + " is undefined");
        }
        return argument;
    }

    private static String text(List<?> arguments, int index) {
        return (String) required(arguments, index);
    }

    private static double number(List<?> arguments, int index) {
        return ((Number) required(arguments, index)).doubleValue();
    }

    private static List<?> list(List<?> arguments, int index) {
        return (List<?>) required(arguments, index);
    }
}
