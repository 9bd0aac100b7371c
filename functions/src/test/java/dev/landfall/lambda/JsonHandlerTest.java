package dev.landfall.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonHandlerTest {
    record Input(String hostname) {}

    record Output(int length) {}

    private final List<Input> handled = new ArrayList<>();

    private final JsonHandler<Input, Output> handler = new JsonHandler<>(Input.class, Telemetry.silent()) {
        @Override
        protected Output handle(Input input) {
            handled.add(input);
            return new Output(input.hostname().length());
        }
    };

    @Test
    void handleRequest_callThatKeepsAwake_isAnsweredAndNotHandled() throws IOException {
        assertThat(answer(JsonHandler.AWAKE)).isEqualTo(JsonHandler.AWAKE);
        assertThat(handled).isEmpty();
    }

    @Test
    void handleRequest_inputThatOnlyMentionsIt_isHandled() throws IOException {
        assertThat(answer("{\"hostname\":\"a.example\",\"awake\":true}")).isEqualTo("{\"length\":9}");
        assertThat(handled).containsExactly(new Input("a.example"));
    }

    private String answer(String input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, new SomeContext());
        return out.toString(StandardCharsets.UTF_8);
    }
}
