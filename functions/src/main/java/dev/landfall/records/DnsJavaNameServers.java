package dev.landfall.records;

import dev.landfall.lambda.UnavailableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** Name servers asked by dnsjava: over UDP, over TCP where an answer is truncated, never through a cache. */
public final class DnsJavaNameServers implements NameServers {
    private static final int DNS_PORT = 53;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Duration timeout;

    /** @param timeout for one attempt; each question has two */
    DnsJavaNameServers(Duration timeout) {
        this.timeout = timeout;
    }

    public static DnsJavaNameServers fromEnvironment() {
        return new DnsJavaNameServers(TIMEOUT);
    }

    @Override
    public Map<String, Integer> sample(List<String> servers, String name, String type, int questions) {
        if (servers.isEmpty()) {
            throw new NameServersUnreachableException(
                    "the zone of " + name + " has no public name servers, and dns.nameServers names none");
        }
        List<DnsSampling.Server> asked = IntStream.range(0, servers.size())
                .mapToObj(i -> {
                    int share = questions / servers.size() + (i < questions % servers.size() ? 1 : 0);
                    return new DnsSampling.Server(servers.get(i), resolvers(servers.get(i)), share);
                })
                .toList();
        Record question = Record.newRecord(absolute(name), Type.value(type), DClass.IN);
        return new DnsSampling(question).ask(asked, questions);
    }

    /** @param server {@code host}, {@code host:port}, {@code [address]:port} or an address */
    private List<Resolver> resolvers(String server) {
        int colon = server.lastIndexOf(':');
        boolean hasPort = colon > 0 && (server.indexOf(':') == colon || server.charAt(colon - 1) == ']');
        String host =
                (hasPort ? server.substring(0, colon) : server).replace("[", "").replace("]", "");
        int port = hasPort ? Integer.parseInt(server.substring(colon + 1)) : DNS_PORT;
        List<Resolver> resolvers = addressesToAsk(host).stream()
                .map(address -> resolver(new InetSocketAddress(InetAddress.ofLiteral(address), port)))
                .toList();
        if (resolvers.isEmpty()) {
            throw new NameServersUnreachableException("name server " + server + " has no address");
        }
        return resolvers;
    }

    /** IPv4 where there is some: a Lambda function outside a VPC has no way to send IPv6. */
    private List<String> addressesToAsk(String host) {
        if (isAddress(host)) {
            return List.of(host);
        }
        List<String> ipv4 = lookUp(host, Type.A);
        return ipv4.isEmpty() ? lookUp(host, Type.AAAA) : ipv4;
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Resolver resolver(InetSocketAddress address) {
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTimeout(timeout);
        return resolver;
    }

    @Override
    public List<String> resolve(String name) {
        return isAddress(name)
                ? List.of(InetAddress.ofLiteral(name).getHostAddress())
                : Stream.concat(lookUp(name, Type.A).stream(), lookUp(name, Type.AAAA).stream())
                        .sorted()
                        .toList();
    }

    /** The hosts file first, then the system's resolvers; no cache of our own. */
    private List<String> lookUp(String name, int type) {
        LookupSession session = LookupSession.builder()
                .resolver(systemResolver())
                .defaultHostsFileParser()
                .build();
        try {
            return DnsSampling.addresses(session.lookupAsync(absolute(name), type)
                            .toCompletableFuture()
                            .join()
                            .getRecords())
                    .sorted()
                    .toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoSuchDomainException || e.getCause() instanceof NoSuchRRSetException) {
                return List.of();
            }
            throw new UnavailableException("DNS", e.getCause() == null ? e : e.getCause());
        }
    }

    /** Made anew each time: its addresses are those of the machine that runs, not of the one that took a snapshot. */
    private Resolver systemResolver() {
        ExtendedResolver resolver = new ExtendedResolver();
        resolver.setTimeout(timeout);
        resolver.setRetries(1);
        return resolver;
    }

    private static Name absolute(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("not a DNS name: " + name, e);
        }
    }
}
