package sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Does what the input asks for by a word in it, so that each seam of the emulator can be shown. */
public final class EchoHandler implements RequestStreamHandler {

    public static final class AskedToFailException extends RuntimeException {
        AskedToFailException(String message) {
            super(message);
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        context.getLogger().log("received " + event.length() + " characters\n");
        if (event.contains("please-fail")) {
            throw new AskedToFailException("asked to \"fail\"");
        }
        if (event.contains("please-sleep")) {
            pause();
        }
        if (event.contains("please-exit")) {
            Runtime.getRuntime().halt(7);
        }
        String answer = event.contains("please-connect") ? "\"" + connect(event) + "\"" : event;
        output.write(("{\"echo\":" + answer + ",\"table\":\"" + System.getenv("TABLE") + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String connect(String event) throws IOException {
        String address = event.replaceAll(".*(https?://[^\"]*).*", "$1");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.body().strip() + ": " + response.statusCode();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
