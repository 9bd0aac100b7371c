package dev.landfall.records;

import dev.landfall.lambda.UnavailableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Questions asked by dnsjava: over UDP, over TCP where an answer is truncated. A resolver is asked twice at most. */
public final class DnsJavaNameQuestions implements NameQuestions {
    private static final int DNS_PORT = 53;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TURN = Duration.ofMillis(600);
    private static final int ATTEMPTS = 2;

    /** A zone has two to eight, and each that is silent costs a time-out. */
    private static final int MOST_AUTHORITIES = 3;

    private final Supplier<Resolver> system;
    private final int authorityPort;
    private final Duration timeout;

    /** @param system made anew for each question: its addresses are those of the machine that runs */
    DnsJavaNameQuestions(Supplier<Resolver> system, int authorityPort, Duration timeout) {
        this.system = system;
        this.authorityPort = authorityPort;
        this.timeout = timeout;
    }

    public static DnsJavaNameQuestions fromEnvironment() {
        return new DnsJavaNameQuestions(() -> inTurn(new ExtendedResolver()), DNS_PORT, TIMEOUT);
    }

    /** Where the first of the system's servers is silent, the next is asked before the time is up. */
    static Resolver inTurn(ExtendedResolver system) {
        for (Resolver server : system.getResolvers()) {
            server.setTimeout(TURN);
        }
        return system;
    }

    @Override
    public List<Answer> ask(String name, String type) {
        Message question = question(name, type);
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return answers(send(system.get(), question));
            } catch (UnavailableException again) {
                // Packets are lost; the time-out was pause enough.
            }
        }
        return answers(send(system.get(), question));
    }

    @Override
    public Optional<List<Answer>> askAuthorities(List<String> nameServers, String name, String type) {
        Message question = question(name, type);
        // An authority answers for itself; some refuse a question that asks them to recurse.
        question.getHeader().unsetFlag(Flags.RD);
        return nameServers.stream()
                .limit(MOST_AUTHORITIES)
                .flatMap(server -> answer(server, question).stream())
                .findFirst();
    }

    private Optional<List<Answer>> answer(String server, Message question) {
        try {
            return address(server).map(address -> answers(send(new SimpleResolver(address), question)));
        } catch (UnavailableException silent) {
            return Optional.empty();
        }
    }

    /** IPv4 where there is some: a Lambda function outside a VPC has no way to send IPv6. */
    private Optional<InetSocketAddress> address(String server) {
        return Stream.of("A", "AAAA")
                .flatMap(type -> ask(server, type).stream()
                        .filter(answer -> answer.type().equals(type)))
                .map(answer -> new InetSocketAddress(InetAddress.ofLiteral(answer.value()), authorityPort))
                .findFirst();
    }

    private Message send(Resolver resolver, Message question) {
        resolver.setTimeout(timeout);
        try {
            Message answer =
                    resolver.sendAsync(question).toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            requireAnswer(answer);
            return answer;
        } catch (TimeoutException e) {
            throw new UnavailableException("DNS", "time-out");
        } catch (ExecutionException e) {
            throw new UnavailableException("DNS", e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("DNS", "interrupted");
        }
    }

    /** That there is no such name is an answer; SERVFAIL and REFUSED say nothing of what is there. */
    private static void requireAnswer(Message answer) {
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new UnavailableException("DNS", Rcode.string(code));
        }
    }

    private static List<Answer> answers(Message message) {
        return message.getSection(Section.ANSWER).stream()
                .map(DnsJavaNameQuestions::answer)
                .toList();
    }

    private static Answer answer(Record record) {
        return new Answer(
                DnsName.normal(record.getName().toString()),
                Type.string(record.getType()),
                (int) Math.min(record.getTTL(), Integer.MAX_VALUE),
                value(record));
    }

    private static String value(Record record) {
        return switch (record) {
            case ARecord a -> a.getAddress().getHostAddress();
            case AAAARecord aaaa -> aaaa.getAddress().getHostAddress();
            case CNAMERecord cname -> DnsName.normal(cname.getTarget().toString());
            case NSRecord ns -> DnsName.normal(ns.getTarget().toString());
            default -> record.rdataToString();
        };
    }

    private static Message question(String name, String type) {
        try {
            return Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.value(type), DClass.IN));
        } catch (TextParseException e) {
            throw new UnavailableException("DNS", "it cannot be asked for such a name");
        }
    }
}
