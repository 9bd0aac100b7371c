package dev.landfall.heroku;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionScheduledEvent;
import dev.failsafe.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Asks again after what passes. The waiting is the scheduler's, so that no test waits. */
final class Retries {
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final double JITTER = 0.5;

    /** The rate limit's patience is a time. This only ends it if the clock stands still. */
    private static final int MOST_WAITS = 1_000;

    private final FailsafeExecutor<Object> executor;

    Retries(Patience patience, ReadingListener listener, Scheduler scheduler) {
        RetryPolicy<Object> passing = RetryPolicy.builder()
                .handle(PassingException.class)
                .withMaxAttempts(patience.attempts())
                .withBackoff(patience.backoff(), LONGEST_BACKOFF)
                .withJitter(JITTER)
                .onRetryScheduled(event -> tell(listener, event))
                .build();
        RetryPolicy<Object> throttled = RetryPolicy.builder()
                .handle(ThrottledException.class)
                .withMaxRetries(MOST_WAITS)
                .<ThrottledException>withDelayFnOn(
                        context -> ((ThrottledException) context.getLastException()).delay(), ThrottledException.class)
                .onRetryScheduled(event -> tell(listener, event))
                .build();
        this.executor = Failsafe.with(throttled, passing).with(scheduler);
    }

    private static void tell(ReadingListener listener, ExecutionScheduledEvent<Object> event) {
        Throwable why = event.getLastException();
        listener.waits(event.getDelay(), why == null ? "" : String.valueOf(why.getMessage()));
    }

    /** @throws PassingException the last one, if no attempt succeeded */
    @SuppressWarnings("unchecked") // The executor is typed by what its policies look at, and they look at no result.
    <T> T answer(Supplier<T> call) {
        CompletableFuture<Object> answer = executor.getAsync(() -> (Object) call.get());
        try {
            return (T) answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new PassingException("interrupted");
        }
    }
}
