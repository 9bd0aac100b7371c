package dev.landfall.lambda;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line with the names that Powertools gives, so that CloudWatch Logs Insights finds the fields by
 * itself: level, message, timestamp, the fields of Powertools and of the call, error.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(line)) {
            json.writeStartObject();
            write(event, json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("a log line in memory", e);
        }
        return line.toByteArray();
    }

    private static void write(ILoggingEvent event, JsonGenerator json) throws IOException {
        json.writeStringField("level", event.getLevel().toString());
        json.writeStringField("message", event.getFormattedMessage());
        for (KeyValuePair pair : pairs(event)) {
            json.writeObjectField(pair.key, pair.value);
        }
        if (event.getThrowableProxy() != null) {
            writeError(event.getThrowableProxy(), json);
        }
        json.writeStringField("timestamp", event.getInstant().toString());
        for (Map.Entry<String, String> field : event.getMDCPropertyMap().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
    }

    /** Logback's word for no pairs is null. */
    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        @Nullable List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }

    private static void writeError(IThrowableProxy error, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("name", error.getClassName());
        json.writeStringField("message", error.getMessage());
        json.writeStringField("stack", ThrowableProxyUtil.asString(error));
        json.writeEndObject();
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
