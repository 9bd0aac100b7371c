package dev.landfall.hosting;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.records.NameQuestions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Looks up the custom domains of an app. What is not answered in time is noted as not looked up. */
public final class HostingReading {
    /** Some apps have a domain for each of their customers. */
    private static final int AT_ONCE = 16;

    /** Enough for hundreds of domains; ReadApp has 90 s for everything. */
    private static final Duration BUDGET = Duration.ofSeconds(15);

    private final NameQuestions questions;
    private final Duration budget;
    private final Listener listener;

    /** Told by several threads at once. */
    @FunctionalInterface
    public interface Listener {
        /** @param domains looked up so far; {@code of} all that are */
        void lookedUp(int domains, int of);
    }

    public HostingReading(NameQuestions questions) {
        this(questions, BUDGET);
    }

    public HostingReading(NameQuestions questions, Listener listener) {
        this(questions, BUDGET, listener);
    }

    HostingReading(NameQuestions questions, Duration budget) {
        this(questions, budget, (domains, of) -> {});
    }

    private HostingReading(NameQuestions questions, Duration budget, Listener listener) {
        this.questions = questions;
        this.budget = budget;
        this.listener = listener;
    }

    /** The same app, each custom domain with its hosting. Does not fail: a plan can do without. */
    public Inventory of(Inventory app) {
        HostingLookup lookup = new HostingLookup(questions);
        return each(app, domains -> all(domains, lookup));
    }

    /** For those who want nothing asked. */
    public static Inventory skipped(Inventory app, String why) {
        return each(
                app,
                domains ->
                        domains.stream().map(domain -> Hosting.notLookedUp(why)).toList());
    }

    /** Heroku's own names end with the app, wherever they are hosted. */
    private static Inventory each(Inventory app, Function<List<Domain>, List<Hosting>> find) {
        List<Domain> custom = app.domains().stream()
                .filter(domain -> domain.kind().equals("custom"))
                .toList();
        List<Hosting> found = find.apply(custom);
        return app.withDomains(app.domains().stream()
                .map(domain -> {
                    int place = custom.indexOf(domain);
                    return place < 0 ? domain : domain.with(found.get(place));
                })
                .toList());
    }

    private List<Hosting> all(List<Domain> domains, HostingLookup lookup) {
        if (!domains.isEmpty()) {
            listener.lookedUp(0, domains.size());
        }
        AtomicInteger done = new AtomicInteger();
        List<Callable<Hosting>> lookups = domains.stream()
                .<Callable<Hosting>>map(domain -> () -> {
                    Hosting found = lookup.lookUp(domain);
                    listener.lookedUp(done.incrementAndGet(), domains.size());
                    return found;
                })
                .toList();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<Hosting>> answers = threads.invokeAll(lookups, budget.toMillis(), TimeUnit.MILLISECONDS);
            return IntStream.range(0, answers.size())
                    .mapToObj(i -> hosting(answers.get(i)))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return domains.stream()
                    .map(domain -> Hosting.notLookedUp("interrupted"))
                    .toList();
        }
    }

    private Hosting hosting(Future<Hosting> answer) {
        return switch (answer.state()) {
            case SUCCESS -> answer.resultNow();
            case FAILED -> throw new IllegalStateException("a look-up says why it failed", answer.exceptionNow());
            case CANCELLED, RUNNING ->
                Hosting.notLookedUp("no answer within " + budget.toSeconds() + " s for all domains together");
        };
    }
}
