package dev.landfall.heroku;

import java.time.Duration;
import java.util.List;

/** Errors of a reading, for those who only pass them on. */
public final class HerokuErrors {
    private HerokuErrors() {}

    public static HerokuException rateLimited() {
        return new HerokuException.RateLimited("/apps/shop", Duration.ofSeconds(16));
    }

    /** What becomes of {@link #rateLimited} in the middle of an app. */
    public static HerokuException partial() {
        return new HerokuException.Partial("shop", List.of("app"), List.of("domains"), rateLimited());
    }

    public static HerokuException appNotFound() {
        return new HerokuException.AppNotFound("shop");
    }
}
