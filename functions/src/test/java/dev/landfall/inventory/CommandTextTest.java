package dev.landfall.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAILS_MAX_THREADS=10 bundle exec sidekiq",
                "gunicorn foundation_cms.wsgi:application --preload --max-requests 2000 --max-requests-jitter 400",
                "jemalloc.sh bundle exec sidekiq -q default -q mailers -c ${SIDEKIQ_CONCURRENCY:-5}",
                "java -jar target/java-getting-started-1.0.0-SNAPSHOT.jar",
                "newrelic-admin run-program celery --app=pontoon.base.celeryapp worker --without-heartbeat",
                "FOO_TOKEN=$BAR run --api-key \"${API_KEY}\" --keyboard us --tokenizer simple MAX_TOKENS=5",
                "bundle exec rake db:migrate https://github.com/mojodna/heroku-buildpack-jemalloc.git#v3.6.0",
            })
    void masked_noCredential_isKept(String command) {
        assertThat(CommandText.masked(command)).isEqualTo(command);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
                    FOO_TOKEN=abc run -> FOO_TOKEN=*** run
                    run --password "a b" -v -> run --password *** -v
                    run --db-password=abc;ls -> run --db-password=***;ls
                    API_KEY='a b' run -> API_KEY=*** run
                    SECRET_KEY_BASE=abc DEBUG=1 run -> SECRET_KEY_BASE=*** DEBUG=1 run
                    run postgres://me:a/b@c@host:5432/db -> run postgres://***@host:5432/db
                    run https://abc@host/x -> run https://***@host/x
                    run redis://:abc@host -> run redis://***@host
                    curl -u me:abc https://host -> curl -u *** https://host
                    curl -H "Authorization: Bearer abc" -> curl -H "Authorization: Bearer ***"
                    run ghp_0123456789 -> run ***
                    run 01234567-89ab-cdef-0123-456789abcdef -> run ***
                    run 0123456789abcdef0123456789abcdef -> run ***
                    PGPASSWORD=abc psql -> PGPASSWORD=*** psql
                    """)
    void masked_credential_isHidden(String command, String expected) {
        assertThat(CommandText.masked(command)).isEqualTo(expected);
    }

    /** Each of these makes a careless pattern run for minutes. */
    @Test
    void masked_longAndMonotonous_ends() {
        for (String piece :
                List.of("a", "a_", "://a:", "-u a", "TOKEN=\"", "a1", " ", "-", "token ", "Bearer ", "0-")) {
            assertThatCode(() -> CommandText.masked(piece.repeat(100_000))).doesNotThrowAnyException();
        }
    }
}
