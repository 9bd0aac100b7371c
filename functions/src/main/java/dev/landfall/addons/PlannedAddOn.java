package dev.landfall.addons;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.landfall.inventory.Inventory.Attachment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An add-on of an app, and what becomes of it.
 *
 * @param service as the inventory names it
 * @param name for people
 * @param targetSize null where size means nothing, or is not known; then a caution says so
 * @param engine null where the table knows no versions
 * @param extensions what is to be known of PostgreSQL's extensions; null for other engines
 * @param extensionFit those that the database uses; null if nobody listed any
 * @param configVars that it sets in the assessed app; if the inventory names none, those that the table knows
 * @param source null if Landfall knows nothing of the service
 * @param checked whether the source was opened and tells it
 * @param shared with whom it is shared or who pays for it; null if it is the app's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedAddOn(
        String service,
        String name,
        @Nullable String plan,
        List<Attachment> attachments,
        AwsTarget target,
        @Nullable TargetSize targetSize,
        @Nullable EngineFit engine,
        @Nullable String extensions,
        @Nullable ExtensionFit extensionFit,
        String why,
        String howDataMoves,
        Stall stall,
        String wayBack,
        List<String> cautions,
        List<String> configVars,
        @Nullable String source,
        boolean checked,
        @Nullable String shared) {

    public PlannedAddOn {
        attachments = List.copyOf(attachments);
        cautions = List.copyOf(cautions);
        configVars = List.copyOf(configVars);
    }

    /**
     * @param type instance class or node type
     * @param storageGb to allocate; null where storage is not a choice, or the plan's is not known
     * @param nodes how many are paid for; the standby of a Multi-AZ price is in that price
     * @param priceKey of one node and hour
     * @param source of what the plan has
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TargetSize(
            String type,
            @Nullable Integer storageGb,
            int nodes,
            boolean highlyAvailable,
            String priceKey,
            String source,
            boolean checked) {}
}
