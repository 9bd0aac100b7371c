package dev.landfall.appfiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.inventory.Inventory.HealthCheckPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthCheckFilesTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        write("Procfile", "web: run\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "HEALTHCHECK CMD curl -f http://localhost/up || exit 1 => /up",
                "healthcheck --interval=5m --timeout=3s CMD curl --fail http://localhost:3000/health/live => /health/live",
                "HEALTHCHECK CMD curl -f http://localhost:${PORT:-3000}/healthz?token=hunter2 => /healthz",
                "HEALTHCHECK CMD wget --no-verbose --tries=1 --spider 127.0.0.1:8080/status.json => /status.json",
                "HEALTHCHECK CMD [\"curl\", \"-f\", \"http://0.0.0.0:8000/ping\"] => /ping",
                "HEALTHCHECK CMD curl -f http://localhost => /",
                "HEALTHCHECK CMD node -e \"require('http').get('http://localhost:3000/api/health')\" => /api/health",
                "HEALTHCHECK CMD wget -qO- http://[::1]:80/up => /up"
            })
    void read_instructionOfADockerfile_isTheUrlThatItAsks(String instruction, String path) throws IOException {
        write("Dockerfile", "FROM ruby\n" + instruction + "\n");

        assertThat(read()).containsExactly(new HealthCheckPath(path, "Dockerfile:2", "HEALTHCHECK", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEALTHCHECK CMD curl -f https://status.example.com/up",
                "HEALTHCHECK CMD pg_isready --host localhost",
                "HEALTHCHECK CMD curl http://localhost:3000/$BASE/up",
                "HEALTHCHECK CMD bin/healthy",
                "# HEALTHCHECK CMD curl http://localhost/up",
                "RUN curl http://localhost/up",
                "HEALTHCHECK CMD curl http://localhost/up\nHEALTHCHECK NONE",
                "HEALTHCHECK"
            })
    void read_instructionThatTellsNoPath_isNone(String instruction) throws IOException {
        write("Dockerfile", instruction);

        assertThat(read()).isEmpty();
    }

    @Test
    void read_severalInstructions_takesTheLastWithItsLines() throws IOException {
        write("Dockerfile", """
                FROM node
                HEALTHCHECK CMD curl http://localhost/old
                HEALTHCHECK --interval=30s \\
                    --timeout=3s \\
                  CMD curl -f http://localhost:3000/new
                CMD ["node"]
                """);

        assertThat(read()).containsExactly(new HealthCheckPath("/new", "Dockerfile:3", "HEALTHCHECK", true));
    }

    @Test
    void read_dockerfileOfHerokuYml_isThatOfTheWebProcess() throws IOException {
        write("heroku.yml", "build: {docker: {worker: Dockerfile, web: docker/web}}\n");
        write("Dockerfile", "HEALTHCHECK CMD curl http://localhost/worker\n");
        Files.createDirectory(folder.resolve("docker"));
        write("docker/web", "HEALTHCHECK CMD curl http://localhost/web\n");

        assertThat(read()).extracting(HealthCheckPath::path).containsExactly("/web");
    }

    @Test
    void read_dockerfileElsewhere_isNotRead() throws IOException {
        Files.createDirectory(folder.resolve("app"));
        write("app/heroku.yml", "build: {docker: {web: ../Dockerfile}}\n");
        write("Dockerfile", "HEALTHCHECK CMD curl http://localhost/up\n");

        assertThat(AppFolder.read(folder.resolve("app")).healthChecks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{app: {build: ., healthcheck: {test: 'curl -f http://localhost:3000/up'}}}|/up",
                "{web: {build: ., healthcheck: {test: [CMD, curl, -f, 'http://localhost/up']}}, jobs: {build: .}}|/up",
                "{app: {build: ., healthcheck: {test: [CMD-SHELL, wget -q localhost/up]}}, db: {image: x}}|/up"
            })
    void read_composeFile_isTheServiceThatIsBuilt(String services, String path) throws IOException {
        write("docker-compose.yml", "services:\n  " + services + "\n");

        assertThat(read()).extracting(HealthCheckPath::path).containsExactly(path);
        assertThat(read().getFirst().where()).isEqualTo("docker-compose.yml:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{search: {image: x, healthcheck: {test: curl http://localhost:9200/_cluster/health}}}",
                "{a: {build: ., healthcheck: {test: curl http://localhost/a}}, b: {build: .}}",
                "{app: {build: ., healthcheck: {disable: true}}}",
                "{app: {build: ., healthcheck: []}}",
                "[]",
                "{app: "
            })
    void read_composeFileThatTellsNoPathOfTheApp_isNone(String services) throws IOException {
        write("compose.yaml", "services: " + services + "\n");

        assertThat(read()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "config/routes.rb|  get \"up\" => \"rails/health#show\", as: :rails_health_check|/up|true",
                "config/routes.rb|  get '/alive', to: 'rails/health#show'|/alive|true",
                "shop/urls.py|    path('ht/', include('health_check.urls')),|/ht/|false",
                "shop/urls.py|    url(r'^watchman/', include('watchman.urls')),|/watchman/|false",
                "pom.xml|<artifactId>spring-boot-starter-actuator</artifactId>|/actuator/health|false",
                "build.gradle|  implementation 'org.springframework.boot:spring-boot-starter-actuator'"
                        + "|/actuator/health|false",
                "build.gradle.kts|implementation(\"org.springframework.boot:spring-boot-starter-actuator\")"
                        + "|/actuator/health|false",
                "server.js|app.get('/healthz', (req, res) => res.sendStatus(200));|/healthz|false",
                "src/index.ts|  app.get(\"/health-check\", check)|/health-check|false"
            })
    void read_lineOfAFramework_isItsPath(String file, String line, String path, boolean certain) throws IOException {
        write(file, "\n" + line + "\n");

        assertThat(read()).singleElement().satisfies(found -> {
            assertThat(found.path()).isEqualTo(path);
            assertThat(found.where()).isEqualTo(file + ":2");
            assertThat(found.certain()).isEqualTo(certain);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "config/routes.rb|  # get \"up\" => \"rails/health#show\"",
                "config/routes.rb|~    get \"up\" => \"rails/health#show\"~",
                "config/routes.rb|  get \"up\" => \"health#show\"",
                "build.gradle|  // implementation 'org.springframework.boot:spring-boot-starter-actuator'",
                "shop/urls.py|# path('ht/', include('health_check.urls')),",
                "server.js|// app.get('/health', check)",
                "server.js|router.get('/health', check)",
                "server.js|app.get('/healthy-recipes', list)"
            })
    void read_lineThatOnlyLooksLikeOne_isNone(String file, String line) throws IOException {
        write(file, line + "\n");

        assertThat(read()).isEmpty();
    }

    @Test
    void read_severalFiles_hasTheSurestFirst() throws IOException {
        write("pom.xml", "<artifactId>spring-boot-starter-actuator</artifactId>");
        write("compose.yml", "services: {app: {build: ., healthcheck: {test: curl localhost/compose}}}");
        write("config/routes.rb", "get 'up' => 'rails/health#show'");

        assertThat(read()).extracting(HealthCheckPath::path).containsExactly("/compose", "/up", "/actuator/health");
    }

    @Test
    void read_filesThatAreNone_arePassedOver() throws IOException {
        Files.createDirectory(folder.resolve("Dockerfile"));
        Files.createDirectories(folder.resolve("compose.yaml/x"));
        Files.write(folder.resolve("pom.xml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0x20});
        write("build.gradle", "spring-boot-starter-actuator" + " ".repeat(1024 * 1024));
        write("server.js", "app.get('/health'" + " ".repeat(3_000));
        write("docker-compose.yml", "[".repeat(5_000));

        assertThat(read()).isEmpty();
    }

    private List<HealthCheckPath> read() {
        return Objects.requireNonNull(AppFolder.read(folder).healthChecks());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
