package dev.landfall.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.assess.RegisterPlanHandler;
import dev.landfall.gate.Gatekeeper;
import dev.landfall.lambda.SdkClients;
import dev.landfall.lambda.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** On the wire, since moto and LocalStack invoke functions only where Docker is; the emulator runs the real ones. */
class LambdaGatesTest {
    private static final Gatekeeper.Request REQUEST = new Gatekeeper.Request(null, "api.example.com", "ann", "fine");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Gates gates;
    private Plans plans;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        LambdaClient client = SdkClients.retrying(LambdaClient.builder()
                .endpointOverride(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
        gates = new LambdaGates(client, "approve", "abort");
        plans = new LambdaPlans(client, "register");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(int status, String header, String body) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath()
                    + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set(header, "Unhandled");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void approve_answered_isTheFunctionsAnswer() {
        answers(200, "X-Other", "{\"status\":\"TAKEN\",\"message\":\"the gate is open\"}");

        assertThat(gates.approve(REQUEST))
                .isEqualTo(new Gatekeeper.Answer(Gatekeeper.Status.TAKEN, "the gate is open"));
        assertThat(asked)
                .singleElement()
                .asString()
                .contains("/functions/approve/invocations", "\"hostname\":\"api.example.com\"", "\"by\":\"ann\"");
    }

    @Test
    void abort_answered_askedTheOtherFunction() {
        answers(200, "X-Other", "{\"status\":\"NOT_WAITING\",\"message\":\"too late\"}");

        assertThat(gates.abort(REQUEST).status()).isEqualTo(Gatekeeper.Status.NOT_WAITING);
        assertThat(asked).singleElement().asString().contains("/functions/abort/invocations");
    }

    @Test
    void register_answered_sentThePlanAsItIs() {
        answers(200, "X-Other", "{\"plan\":\"plans/a.json\",\"page\":\"plans/a.html\",\"digest\":\"sha256:a\"}");

        assertThat(plans.register("{\"version\": 1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new RegisterPlanHandler.Output("plans/a.json", "plans/a.html", "sha256:a"));
        assertThat(asked).containsExactly("/2015-03-31/functions/register/invocations {\"version\": 1}");
    }

    @Test
    void register_thatTheFunctionRefuses_tellsWhy() {
        answers(200, "X-Amz-Function-Error", "{\"errorMessage\":\"findings: SPACE must be mended\"}");

        assertThatThrownBy(() -> plans.register(new byte[0]))
                .isInstanceOf(RefusedByAwsException.class)
                .hasMessage("register failed: findings: SPACE must be mended");
    }

    @Test
    void approve_functionFails_tellsItsMessageAndNoTrace() {
        answers(
                200,
                "X-Amz-Function-Error",
                "{\"errorMessage\":\"table is gone\",\"errorType\":\"x.Y\",\"stackTrace\":[\"x.Y.z\"]}");

        assertThatThrownBy(() -> gates.approve(REQUEST))
                .isInstanceOf(RefusedByAwsException.class)
                .hasMessage("approve failed: table is gone");
    }

    @Test
    void approve_answerOfANewerVersion_saysSo() {
        answers(200, "X-Other", "{\"status\":\"POSTPONED\",\"message\":\"\"}");

        assertThatThrownBy(() -> gates.approve(REQUEST))
                .isInstanceOf(RefusedByAwsException.class)
                .hasMessageContaining("an answer that this version does not know");
    }

    @Test
    void approve_noPermission_isRefusedInAwsWords() {
        answers(403, "x-amzn-ErrorType", "{\"Message\":\"ann may not lambda:InvokeFunction\"}");

        assertThatThrownBy(() -> gates.approve(REQUEST))
                .isInstanceOf(RefusedByAwsException.class)
                .hasMessageStartingWith("Lambda refused: ")
                .hasMessageContaining("ann may not lambda:InvokeFunction");
    }

    @Test
    void approve_proxyAnswers_tellsItsStatus() {
        answers(407, "X-Other", "<html>log in</html>");

        assertThatThrownBy(() -> gates.approve(REQUEST))
                .isInstanceOf(RefusedByAwsException.class)
                .hasMessage("Lambda refused: status 407");
    }

    @Test
    void approve_nobodyListens_isUnavailable() {
        server.stop(0);

        assertThatThrownBy(() -> gates.approve(REQUEST))
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith("Lambda did not answer: ")
                .hasMessageNotContaining("SDK Attempt Count");
    }
}
