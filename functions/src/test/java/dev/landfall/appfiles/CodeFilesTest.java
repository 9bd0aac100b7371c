package dev.landfall.appfiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.inventory.Inventory.CodeHint;
import dev.landfall.inventory.Inventory.CodeHint.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeFilesTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        write("Procfile", "web: run\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "config/environments/production.rb|~  config.force_ssl = true~|FORCE_SSL",
                "config/environments/production.rb|~  config.force_ssl = ENV.fetch(\"FORCE\", \"hunter2\")~|FORCE_SSL",
                "config/application.rb|    config.force_ssl=true|FORCE_SSL",
                "shop/settings.py|SECURE_SSL_REDIRECT = True|FORCE_SSL",
                "config/settings/production.py|SECURE_SSL_REDIRECT = env.bool(\"X\", default=True)|FORCE_SSL",
                "package.json|    \"express-sslify\": \"^1.2.0\",|FORCE_SSL",
                "Gemfile|gem 'rack-ssl-enforcer'|FORCE_SSL",
                "requirements.txt|Flask-Talisman==1.1.0|FORCE_SSL",
                "config/environments/production.rb|  config.active_storage.service = :local|LOCAL_FILES",
                "shop/settings/base.py|MEDIA_ROOT = BASE_DIR / 'media'|LOCAL_FILES",
                "server.js|const upload = multer({ dest: 'uploads/' });|LOCAL_FILES",
                "src/app.ts|const storage = multer.diskStorage({|LOCAL_FILES",
                "config/environments/production.rb|  config.hosts << \"#{ENV[\"HEROKU_APP_NAME\"]}.herokuapp.com\"|HEROKU_METADATA",
                "shop/settings.py|IS_HEROKU_APP = \"DYNO\" in os.environ|HEROKU_METADATA",
                "index.js|const release = process.env.HEROKU_SLUG_COMMIT;|HEROKU_METADATA"
            })
    void read_lineThatTells_isAHintWithItsPlaceAndNotTheLine(String file, String line, Topic topic) throws IOException {
        write(file, "\n" + line + "\n" + line + "\n");

        assertThat(read()).singleElement().satisfies(hint -> {
            assertThat(hint.topic()).isEqualTo(topic);
            assertThat(hint.where()).isEqualTo(file + ":2");
            assertThat(hint.what()).doesNotContain("hunter2", line.strip());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "config/environments/production.rb|  # config.force_ssl = true",
                "config/environments/production.rb|  config.force_ssl = false",
                "config/environments/development.rb|  config.force_ssl = true",
                "config/environments/production.rb|  config.active_storage.service = :amazon",
                "shop/settings.py|SECURE_SSL_REDIRECT = False",
                "shop/settings.py|# MEDIA_ROOT = BASE_DIR / 'media'",
                "shop/settings.py|CACHE = os.environ[\"HEROKU_REDIS_AMBER_URL\"]",
                "index.js|// const dyno = process.env.DYNO;",
                "index.js|const upload = multer({ storage: s3 });",
                "package.json|    \"express\": \"^5.0.0\",",
                "requirements.txt|flask==3.0"
            })
    void read_lineThatOnlyLooksLikeOne_isNone(String file, String line) throws IOException {
        write(file, line + "\n");

        assertThat(read()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "config/environments/production.rb|config.force_ssl = true|config/environments/production.rb|~  config.assume_ssl = true~",
                "config/environments/production.rb|config.force_ssl = true|config/application.rb"
                        + "|~  config.ssl_options = { redirect: { exclude: ->(request) { request.path == \"/up\" } } }~",
                "shop/settings.py|SECURE_SSL_REDIRECT = True|shop/settings.py|SECURE_REDIRECT_EXEMPT = [r'^up$']",
                "shop/settings.py|MEDIA_ROOT = root('media')|shop/settings.py|    AWS_STORAGE_BUCKET_NAME = env('BUCKET')",
                "shop/settings/base.py|MEDIA_ROOT = 'media'|shop/settings/production.py"
                        + "|    'default': {'BACKEND': 'storages.backends.s3.S3Storage'}"
            })
    void read_lineThatAnotherTakesBack_isNone(String file, String line, String other, String back) throws IOException {
        write(file, line + "\n");
        assertThat(read()).hasSize(1);

        write(other, file.equals(other) ? line + "\n" + back + "\n" : back + "\n");

        assertThat(read()).isEmpty();
    }

    @Test
    void read_folderWhoseNameBreaksALine_isShownInOne() throws IOException {
        write("x\ny/settings.py", "MEDIA_ROOT = 'media'\n");

        assertThat(read()).extracting(CodeHint::where).containsExactly("x\\u000ay/settings.py:1");
    }

    @Test
    void read_exampleThatIsCommentedOut_takesNothingBack() throws IOException {
        write("config/environments/production.rb", """
                config.force_ssl = true
                # config.ssl_options = { redirect: { exclude: ->(request) { request.path == "/up" } } }
                """);

        assertThat(read()).extracting(CodeHint::where).containsExactly("config/environments/production.rb:1");
    }

    private List<CodeHint> read() {
        return Objects.requireNonNull(AppFolder.read(folder).codeHints());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
