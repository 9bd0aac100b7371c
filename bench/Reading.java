import dev.landfall.heroku.Fingerprints;
import dev.landfall.heroku.HerokuStub;
import dev.landfall.heroku.Patience;
import dev.landfall.heroku.PlatformApi;
import dev.landfall.heroku.PlatformInventory;
import dev.landfall.heroku.ReadingListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A stand-in for Heroku with one large app. Reads it by the client and by asking for the same one after the other, in
 * turn; prints where it is, one line of JSON a round, and then stays until its input ends. Arguments: its
 * token, process types, add-ons, config vars, rounds.
 */
final class Reading {
    private static final ReadingListener SILENT = new ReadingListener() {};

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String token = arguments[0];
        int[] counts =
                List.of(arguments).stream().skip(1).mapToInt(Integer::parseInt).toArray();
        try (HerokuStub stub = HerokuStub.builder()
                .processTypes(counts[0])
                .addOns(counts[1])
                .configVars(counts[2])
                .build()) {
            System.out.println(stub.base());
            for (int round = 0; round < counts[3]; round++) {
                int before = stub.asked().size();
                double reading = seconds(() -> read(stub));
                List<String> paths = stub.asked().stream()
                        .skip(before)
                        .map(HerokuStub.Asked::path)
                        .toList();
                double oneByOne = seconds(() -> oneByOne(stub, token, paths));
                System.out.printf(
                        "{\"requests\": %d, \"reading\": %.4f, \"oneByOne\": %.4f}%n", paths.size(), reading, oneByOne);
            }
            System.in.readAllBytes();
        }
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static void read(HerokuStub stub) {
        byte[] key = "a key for the bench only".getBytes(StandardCharsets.UTF_8);
        try (PlatformApi api = stub.client(Patience.USUAL, SILENT)) {
            new PlatformInventory(api, new Fingerprints(key), stub.clock(), SILENT).read("shop");
        }
    }

    /** What one would write first; it checks and keeps nothing. */
    private static void oneByOne(HerokuStub stub, String token, List<String> paths) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : paths) {
                URI uri = URI.create(stub.base() + path);
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .header("Accept", "application/vnd.heroku+json; version=3")
                        .header("Authorization", "Bearer " + token)
                        .build();
                if (client.send(request, BodyHandlers.ofByteArray()).statusCode() >= 300) {
                    throw new IllegalStateException(path + " was refused");
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
