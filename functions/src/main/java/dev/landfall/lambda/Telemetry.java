package dev.landfall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.function.Supplier;

/** Logs and metrics around one call of a handler. */
public interface Telemetry {

    /**
     * Runs {@code call}, and tells of its input's migration and epoch, of its result or its error.
     *
     * @param action the handler's simple name
     */
    <T> T observe(String action, Object input, Context context, Supplier<T> call);

    /** Tells nobody. For the rehearsal, whose report tells more. */
    static Telemetry silent() {
        return new Telemetry() {
            @Override
            public <T> T observe(String action, Object input, Context context, Supplier<T> call) {
                return call.get();
            }
        };
    }
}
