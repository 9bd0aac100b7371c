package dev.landfall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Decode, one domain call, encode. What our own code throws leaves unchanged: the machines know errors by class name. Of
 * everything else only the class leaves, since a library's message may quote what must not stand in an execution's
 * history.
 *
 * @param <I> a record that Jackson reads
 * @param <O> a record that Jackson writes
 */
public abstract class JsonHandler<I, O> implements RequestStreamHandler {
    /** A call that wants nothing but that Lambda keeps the function's snapshot, in the bytes of template.yaml. */
    public static final String AWAKE = "{\"awake\":true}";

    private final Class<I> inputType;
    private final Telemetry telemetry;

    protected JsonHandler(Class<I> inputType, Telemetry telemetry) {
        this.inputType = inputType;
        this.telemetry = telemetry;
    }

    protected abstract O handle(I input);

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        byte[] given = in.readAllBytes();
        if (isAwake(given)) {
            out.write(given); // neither logged nor counted: nothing was done
        } else {
            Json.MAPPER.writeValue(out, observed(decode(given), context));
        }
    }

    private O observed(I input, Context context) {
        try {
            return telemetry.observe(getClass().getSimpleName(), input, context, () -> handle(input));
        } catch (RuntimeException e) {
            throw UnexpectedException.isOurs(e) ? e : new UnexpectedException(e);
        }
    }

    private static boolean isAwake(byte[] given) {
        return new String(given, StandardCharsets.UTF_8).strip().equals(AWAKE);
    }

    private I decode(byte[] given) throws IOException {
        try {
            I input = Json.MAPPER.readValue(given, inputType);
            if (input == null) {
                throw new MalformedInputException(inputType.getSimpleName());
            }
            return input;
        } catch (JacksonException e) {
            // Jackson's own message quotes the input, which may hold what must not be logged.
            throw new MalformedInputException(inputType.getSimpleName(), e);
        }
    }
}
