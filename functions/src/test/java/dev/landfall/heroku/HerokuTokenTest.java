package dev.landfall.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HerokuTokenTest {
    @TempDir
    private Path home;

    @Test
    void find_variable_comesBeforeTheFile() throws IOException {
        netrc("machine api.heroku.com login me password from-file");
        assertThat(HerokuToken.find(Map.of("HEROKU_API_KEY", " from-variable\n"), home)
                        .bearer())
                .isEqualTo("Bearer from-variable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "machine api.heroku.com login me password from-file",
                "machine api.heroku.com\n  login me@example.com\n  password from-file\n",
                "# all of them\nmachine git.heroku.com password no\nmachine api.heroku.com\tpassword from-file",
                "machine api.heroku.com login \"me and you\" password \"from-file\"",
                "machine api.heroku.com login me # of the team\n password from-file",
                "machine api.heroku.com login password password from-file",
                "macdef init\ncd /pub\nmachine api.heroku.com password no\n\nmachine api.heroku.com password from-file",
                "default login x password no\nmachine api.heroku.com account a password from-file",
                "machine other.example login machine password no machine api.heroku.com password from-file"
            })
    void find_netrc_hasThePasswordOfTheMachine(String text) throws IOException {
        netrc(text);
        assertThat(HerokuToken.find(Map.of("HEROKU_API_KEY", ""), home).bearer())
                .isEqualTo("Bearer from-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "machine api.heroku.com login me",
                "machine api.heroku.com login me password",
                "machine git.heroku.com password no",
                "#machine api.heroku.com password no",
                "default login me password no"
            })
    void find_netrcWithoutIt_isNoToken(String text) throws IOException {
        netrc(text);
        assertThatThrownBy(() -> HerokuToken.find(Map.of(), home)).isInstanceOf(HerokuException.NoToken.class);
    }

    @Test
    void find_nothing_isNoTokenAndSaysWhereItMayBe() {
        assertThatThrownBy(() -> HerokuToken.find(Map.of(), home))
                .isInstanceOf(HerokuException.NoToken.class)
                .hasMessageContainingAll("HEROKU_API_KEY", "~/.netrc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nend", "naïve", "a\"b"})
    void new_whatIsNoToken_isRefusedWithoutSayingIt(String value) {
        assertThatThrownBy(() -> new HerokuToken(value))
                .isInstanceOf(HerokuException.UnusableToken.class)
                .hasMessage(new HerokuException.UnusableToken().getMessage());
    }

    @Test
    void toString_ofAToken_doesNotShowIt() {
        assertThat(new HerokuToken("HRKU-1234")).asString().doesNotContain("1234");
    }

    private void netrc(String text) throws IOException {
        Files.writeString(home.resolve(".netrc"), text);
    }
}
