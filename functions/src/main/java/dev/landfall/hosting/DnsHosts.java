package dev.landfall.hosting;

import dev.landfall.lambda.BundledTable;
import dev.landfall.records.DnsName;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** dns-hosts.yaml: who runs a name server, told by its name. */
record DnsHosts(List<Row> hosts) {
    static final String OTHERS = "others";

    private static final DnsHosts BUNDLED = BundledTable.load("/dns-hosts.yaml", DnsHosts.class);

    DnsHosts {
        hosts = List.copyOf(hosts);
    }

    /**
     * @param nameServer the whole of a name server's name
     * @param checked the day on which the source was opened and told it, ISO date; null if nobody opened it
     */
    record Row(
            String host,
            Pattern nameServer,
            String source,
            @Nullable String checked) {}

    static DnsHosts bundled() {
        return BUNDLED;
    }

    /** Of a zone that several serve at once none is the one: a record changed at one of them is not changed. */
    String of(List<String> nameServers) {
        List<String> found = nameServers.stream().map(this::of).distinct().toList();
        return found.size() == 1 ? found.getFirst() : OTHERS;
    }

    private String of(String nameServer) {
        return hosts.stream()
                .filter(row ->
                        row.nameServer().matcher(DnsName.normal(nameServer)).matches())
                .map(Row::host)
                .findFirst()
                .orElse(OTHERS);
    }
}
