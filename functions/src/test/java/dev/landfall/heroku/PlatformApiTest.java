package dev.landfall.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.heroku.HerokuStub.Asked;
import dev.landfall.heroku.HerokuStub.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformApiTest {
    /** Short, for the tests in which nothing comes. */
    private static final Patience PATIENCE = new Patience(
            Duration.ofSeconds(5), Duration.ofMillis(700), 4, Duration.ofMillis(300), Duration.ofMinutes(10));

    private final HerokuStub stub = HerokuStub.builder().build();
    private final Heard heard = new Heard();
    private final PlatformApi api = stub.client(Patience.USUAL, heard);

    private static final class Heard implements ReadingListener {
        private final List<String> waits = new CopyOnWriteArrayList<>();
        private final List<Integer> left = new CopyOnWriteArrayList<>();

        @Override
        public void waits(Duration wait, String why) {
            waits.add(why + " " + wait);
        }

        @Override
        public void left(int requests) {
            left.add(requests);
        }
    }

    @AfterEach
    void close() {
        api.close();
        stub.close();
    }

    @Test
    void get_anything_sendsVersionTokenAndNameOfTheClient() {
        app();
        assertThat(stub.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.headers())
                        .containsEntry("Accept", "application/vnd.heroku+json; version=3")
                        .containsEntry("Authorization", "Bearer HRKU-stub-0123456789")
                        .hasEntrySatisfying(
                                "User-Agent", agent -> assertThat(agent).startsWith("landfall")));
        assertThat(heard.left).containsExactly(4_499);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "CUT_BODY", "CUT_CONNECTION", "SLOW"})
    void get_passingTrouble_asksAgain(Trouble trouble) {
        stub.next(trouble);
        try (PlatformApi hurried = stub.client(PATIENCE, heard)) {
            assertThat(hurried.get("/apps/shop", Resources.App.class).name()).isEqualTo("shop");
        }
        assertThat(stub.asked()).hasSize(2);
    }

    @Test
    void get_passingTroubleInRealTime_asksAgain() {
        stub.next(Trouble.SERVER_ERROR);
        try (PlatformApi real = new PlatformApi(stub.base(), stub.token(), PATIENCE, stub.clock(), heard)) {
            assertThat(real.get("/apps/shop", Resources.App.class).name()).isEqualTo("shop");
        }
        assertThat(heard.waits).singleElement().asString().startsWith("status 503 PT0.");
    }

    @Test
    void get_lastingTrouble_endsAfterTheAttempts() {
        stub.refuse("/apps/shop", 503);
        assertThatThrownBy(this::app)
                .isInstanceOf(HerokuException.Unreachable.class)
                .hasMessage("/apps/shop: no answer from Heroku in 4 attempts, the last: status 503");
        assertThat(stub.asked()).hasSize(4);
        assertThat(stub.hurry().waits()).hasSize(3);
    }

    /** 300 ms twice as long each time, up to 5 s, each half as much more or less. */
    @Test
    void get_lastingTrouble_waitsLongerAndLongerEachTimeWithinItsBounds() {
        List<Duration> waits = waitsOfEightAttempts();

        assertThat(waits).hasSize(7);
        for (int i = 0; i < waits.size(); i++) {
            long backoff = Math.min(300L << i, 5_000);
            assertThat(waits.get(i)).isBetween(Duration.ofMillis(backoff / 2), Duration.ofMillis(backoff * 3 / 2));
        }
    }

    /** Clients that were refused at the same time must not come back at the same time. */
    @Test
    void get_lastingTroubleTwice_waitsOtherwise() {
        assertThat(waitsOfEightAttempts()).doesNotContainAnyElementsOf(waitsOfEightAttempts());
    }

    private List<Duration> waitsOfEightAttempts() {
        stub.refuse("/apps/shop", 503);
        int before = stub.hurry().waits().size();
        Patience eight =
                new Patience(PATIENCE.connect(), Duration.ofSeconds(20), 8, PATIENCE.backoff(), PATIENCE.rateLimit());
        try (PlatformApi patient = stub.client(eight, heard)) {
            assertThatThrownBy(() -> patient.get("/apps/shop", Resources.App.class))
                    .isInstanceOf(HerokuException.Unreachable.class);
        }
        List<Duration> all = stub.hurry().waits();
        return List.copyOf(all.subList(before, all.size()));
    }

    @Test
    void get_nobodyThere_isUnreachable() {
        URI nobody = URI.create("http://127.0.0.1:1");
        try (PlatformApi lost = new PlatformApi(nobody, stub.token(), PATIENCE, stub.hurry(), heard, stub.hurry())) {
            assertThatThrownBy(() -> lost.get("/apps/shop", Resources.App.class))
                    .isInstanceOf(HerokuException.Unreachable.class)
                    .hasMessageContaining("ConnectException");
        }
    }

    @Test
    void get_rateLimitWithRetryAfter_waitsThatLongAndSaysSo() {
        stub.next(Trouble.RATE_LIMIT_FOR_90_SECONDS);
        app();
        assertThat(stub.hurry().waits()).containsExactly(Duration.ofSeconds(90));
        assertThat(heard.waits).containsExactly("rate limit PT1M30S");
    }

    @Test
    void get_rateLimitWithoutRetryAfter_waitsForTheRefill() {
        stub.next(Trouble.RATE_LIMIT, Trouble.RATE_LIMIT);
        app();
        assertThat(stub.hurry().waits()).containsExactly(Duration.ofSeconds(16), Duration.ofSeconds(16));
    }

    @Test
    void get_rateLimitBeyondPatience_fails() {
        stub.next(Trouble.RATE_LIMIT_FOR_A_DAY);
        assertThatThrownBy(this::app)
                .isInstanceOf(HerokuException.RateLimited.class)
                .hasMessageContaining("86400 s");
        assertThat(stub.hurry().waits()).isEmpty();
    }

    @Test
    void get_rateLimitAgainAndAgain_endsWithPatience() {
        stub.refuse("/apps/shop", 429);
        assertThatThrownBy(this::app).isInstanceOf(HerokuException.RateLimited.class);
        assertThat(stub.hurry().waits()).hasSize(37); // 37 times 16 s are less than 10 minutes.
    }

    @Test
    void get_rateLimitWithoutWaiting_failsAtOnce() {
        stub.next(Trouble.RATE_LIMIT);
        try (PlatformApi impatient = stub.client(PATIENCE.withoutWaiting(), heard)) {
            assertThatThrownBy(() -> impatient.get("/apps/shop", Resources.App.class))
                    .isInstanceOf(HerokuException.RateLimited.class)
                    .hasMessageContaining("16 s");
        }
    }

    @Test
    void get_wrongToken_isRefused() {
        PlatformApi other = new PlatformApi(stub.base(), new HerokuToken("another"), PATIENCE, stub.hurry(), heard);
        try (other) {
            assertThatThrownBy(() -> other.get("/apps/shop", Resources.App.class))
                    .isInstanceOf(HerokuException.TokenRefused.class)
                    .hasMessageNotContaining("another");
        }
    }

    @Test
    void get_redirect_isNotFollowed() {
        stub.next(Trouble.REDIRECT);
        assertThatThrownBy(this::app)
                .isInstanceOf(HerokuException.UnexpectedAnswer.class)
                .hasMessageContaining("302");
        assertThat(stub.asked()).extracting(Asked::path).containsExactly("/apps/shop");
    }

    @Test
    void get_anotherThingThanAskedFor_namesTheFieldThatIsMissing() {
        assertThatThrownBy(() -> api.get("/apps/shop", Resources.LogDrain.class))
                .isInstanceOf(HerokuException.UnexpectedAnswer.class)
                .hasMessageContaining("url");
    }

    @Test
    void list_severalPages_areOneList() {
        stub.pagesOf(2);
        assertThat(api.list("/dyno-sizes", Resources.DynoSize.class)).hasSize(4);
        assertThat(stub.asked())
                .extracting(asked -> asked.headers().get("Range"))
                .containsExactly("id ..; max=1000", "id ]2..; max=1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.heroku.com", "ftp://localhost", "http://localhost.example"})
    void new_endpointInTheClear_isRefused(String base) {
        assertThatThrownBy(() -> new PlatformApi(URI.create(base), stub.token(), PATIENCE, stub.hurry(), heard))
                .isInstanceOf(HerokuException.UnsafeEndpoint.class);
    }

    private Resources.App app() {
        return api.get("/apps/shop", Resources.App.class);
    }
}
