package dev.landfall.records;

import java.util.List;

/**
 * @param id without the {@code /hostedzone/} prefix
 * @param name normal form, see {@link DnsName}
 * @param nameServers the delegation set; empty for a private zone
 */
public record HostedZone(String id, String name, List<String> nameServers) {
    public HostedZone {
        nameServers = List.copyOf(nameServers);
    }
}
