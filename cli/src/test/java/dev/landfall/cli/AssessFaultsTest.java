package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.heroku.HerokuStub;
import dev.landfall.heroku.HerokuStub.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way to Heroku: one line, exit code 2, no file, no secret. */
class AssessFaultsTest {
    private static final String TOKEN = "HRKU-stub-0123456789";

    private final HerokuStub stub = HerokuStub.builder().build();
    private final Map<String, String> environment =
            new HashMap<>(Map.of("HEROKU_API_URL", stub.base().toString(), "HEROKU_API_KEY", TOKEN));

    @TempDir
    private Path home;

    @TempDir
    private Path out;

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void assess_withoutToken_tellsWhereOneIsLookedFor() throws IOException {
        environment.remove("HEROKU_API_KEY");

        assertThat(refused("shop")).startsWith("token: ").contains("HEROKU_API_KEY", "~/.netrc");
        assertThat(stub.asked()).isEmpty();
    }

    @Test
    void assess_unusableToken_isNeitherSentNorShown() throws IOException {
        environment.put("HEROKU_API_KEY", "two words\u0007é");

        assertThat(refused("shop")).startsWith("token: ").doesNotContain("two words");
        assertThat(stub.asked()).isEmpty();
    }

    @Test
    void assess_wrongToken_isRefusedWithoutShowingIt() throws IOException {
        environment.put("HEROKU_API_KEY", "HRKU-of-somebody-else");

        assertThat(refused("shop")).startsWith("token: ").contains("401").doesNotContain("HRKU-of-somebody-else");
    }

    @Test
    void assess_unknownApp_isNotFound() throws IOException {
        assertThat(refused("no-such-app")).startsWith("app no-such-app: ").contains("404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shop", "../account", "shop/config-vars", "shop\nshop", "shop?x=1"})
    void assess_whatIsNoAppName_isNotAskedFor(String app) throws IOException {
        assertThat(refused(app)).startsWith("app: ");
        assertThat(stub.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/apps/shop", "/formation"})
    void assess_noAccess_namesWhatMayNotBeRead(String path) throws IOException {
        stub.refuse(path, 403);

        assertThat(refused("shop")).contains(path + ": ", "403");
    }

    @Test
    void assess_tokenWithoutTheScopeForConfigVars_namesTheScopeAndTheWayWithout() throws IOException {
        stub.refuse("/config-vars", 403).refuse("/config-vars-settings", 403);

        assertThat(refused("shop"))
                .startsWith("app shop: the token lacks the scope for its config vars")
                .contains("read-protected", "--without-config-vars");
    }

    @Test
    void assess_usedUpRateLimitWithNoWait_tellsHowLong() throws IOException {
        stub.next(Trouble.RATE_LIMIT_FOR_90_SECONDS);

        assertThat(refused("shop", "--no-wait")).contains("429", "90 s");
    }

    @Test
    void assess_rateLimitUsedUpForLongerThanItsPatience_endsAtOnce() throws IOException {
        stub.next(Trouble.RATE_LIMIT_FOR_A_DAY);

        assertThat(refused("shop")).contains("429", "86400 s");
    }

    @Test
    void assess_refused_leavesNoFolderBehindThatItMade() throws IOException {
        Path inner = out.resolve("a/b");
        Command command = Command.offline().at(HerokuStub.START).in(environment, home);

        assertThat(command.run("assess", "--app", "no-such-app", "--out", inner.toString()))
                .isEqualTo(2);
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void assess_refused_leavesAFolderThatWasThere() throws IOException {
        Path there = Files.createDirectories(out.resolve("a"));
        Path older = Files.writeString(there.resolve("plan.json"), "older");
        Command command = Command.offline().at(HerokuStub.START).in(environment, home);

        assertThat(command.run("assess", "--app", "no-such-app", "--out", there.toString()))
                .isEqualTo(2);
        assertThat(older).hasContent("older");
    }

    @Test
    void assess_redirect_isNotFollowedWithTheToken() throws IOException {
        stub.next(Trouble.REDIRECT);

        assertThat(refused("shop")).contains("302");
        assertThat(stub.asked()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "CUT_BODY", "CUT_CONNECTION"})
    void assess_noWholeAnswerForEver_endsAfterFourAttempts(Trouble trouble) throws IOException {
        stub.next(trouble, trouble, trouble, trouble);

        assertThat(refused("shop")).contains("no answer from Heroku in 4 attempts");
        assertThat(stub.asked()).hasSize(4);
    }

    @Test
    void assess_networkGoneHalfWay_isNeverAPlan() throws IOException {
        stub.goneAfter(9);

        assertThat(refused("shop")).contains("only part of it was read", "missing: ");
    }

    @Test
    void assess_partThatFailsForEver_isNeverAPlan() throws IOException {
        stub.refuse("/releases", 503);

        assertThat(refused("shop")).contains("only part of it was read", "missing: ", "/releases");
    }

    @Test
    void assess_answerOfAnotherShape_isRefused() throws IOException {
        stub.change("/apps/shop/formation", process -> process.putArray("quantity"));

        assertThat(refused("shop")).contains("/formation", "quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://heroku.example", "ftp://127.0.0.1", "nonsense", "", "http://[", "https://", "a b"})
    void assess_unusableBase_isOneLineOfBadInput(String base) throws IOException {
        environment.put("HEROKU_API_URL", base);

        assertThat(refused("shop")).isNotBlank();
    }

    private String refused(String app, String... more) throws IOException {
        Command command = Command.offline().at(HerokuStub.START).in(environment, home);
        String[] arguments = new String[more.length + 5];
        System.arraycopy(new String[] {"assess", "--app", app, "--out", out.toString()}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);

        assertThat(command.run(arguments)).as(command.err()).isEqualTo(2);
        assertThat(command.err()).hasLineCount(1).doesNotContain("Exception: ", "\tat ", "landfall failed");
        assertThat(command.out()).isEmpty();
        assertThat(Folder.files(out)).isEmpty();
        String all = command.err() + Folder.contents(home);
        assertThat(stub.secrets()).noneMatch(all::contains);
        return command.err();
    }
}
