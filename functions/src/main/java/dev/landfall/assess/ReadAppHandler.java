package dev.landfall.assess;

import dev.landfall.heroku.Patience;
import dev.landfall.heroku.PlatformApi;
import dev.landfall.heroku.PlatformInventory;
import dev.landfall.heroku.ReadingListener;
import dev.landfall.hosting.HostingReading;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.InventoryMerge;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.records.DnsJavaNameQuestions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads an app through Heroku's Platform API and from its checkout, looks its domains up, and keeps the inventory. */
public final class ReadAppHandler extends JsonHandler<ReadAppHandler.Input, ReadAppHandler.Output> {
    private final Function<String, Inventory> heroku;
    private final HostingReading hosting;
    private final Desk desk;

    public ReadAppHandler() {
        this(
                app -> read(app, SecretsManagerCredentials.fromEnvironment().read(), Environment.clock()),
                new HostingReading(DnsJavaNameQuestions.fromEnvironment()),
                Desk.fromEnvironment(),
                PowertoolsTelemetry.fromEnvironment());
    }

    ReadAppHandler(Function<String, Inventory> heroku, HostingReading hosting, Desk desk, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.heroku = heroku;
        this.hosting = hosting;
        this.desk = desk;
    }

    /**
     * @param app name or id on Heroku
     * @param checkout the artifact's key; null if there is none
     */
    public record Input(String app, @Nullable String checkout, String execution) {}

    /** @param inventory the artifact's key */
    public record Output(String inventory, int notes) {}

    @Override
    protected Output handle(Input input) {
        Inventory inventory = hosting.of(InventoryMerge.merge(sources(input)));
        return new Output(
                desk.keepInventory(input.execution(), inventory),
                inventory.notes().size());
    }

    /** The checkout first: what is wrong with it costs none of the account's requests. */
    private List<Inventory> sources(Input input) {
        List<Inventory> told = new ArrayList<>();
        if (input.checkout() != null) {
            told.add(desk.checkout(input.checkout()));
        }
        told.add(heroku.apply(input.app()));
        return told;
    }

    /** Used-up requests are waited for by the machine, which pays nothing for it, and not by the function. */
    private static Inventory read(String app, Credentials.Pair credentials, InstantSource clock) {
        Patience patience = Patience.USUAL.withoutWaiting();
        try (PlatformApi api =
                new PlatformApi(PlatformApi.HEROKU, credentials.token(), patience, clock, ReadingListener.NONE)) {
            return new PlatformInventory(api, credentials.fingerprints(), clock, ReadingListener.NONE).read(app);
        }
    }
}
