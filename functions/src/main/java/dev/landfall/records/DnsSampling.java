package dev.landfall.records;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;

/** One question asked many times: a bounded number of them on their way, and the answers that came. */
final class DnsSampling {
    /** A thousand questions take about a second at a round trip of 50 ms, and no server is flooded. */
    private static final int AT_ONCE = 64;

    /** In percent of the questions to one server. Less is ordinary loss, which favours neither answer. */
    private static final int TOLERATED_LOSS = 10;

    private final Record question;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    DnsSampling(Record question) {
        this.question = question;
    }

    /**
     * A server, its addresses taking turns.
     *
     * @param name as the operator knows it
     * @param share how many of the questions it is asked
     */
    record Server(String name, List<Resolver> addresses, int share, AtomicInteger asked, AtomicInteger unanswered) {
        Server(String name, List<Resolver> addresses, int share) {
            this(name, addresses, share, new AtomicInteger(), new AtomicInteger());
        }

        private Resolver next() {
            return addresses.get(asked.getAndIncrement() % addresses.size());
        }

        private void requireAnswers() {
            if (unanswered.get() * 100 > share * TOLERATED_LOSS) {
                throw new NameServersUnreachableException(
                        "name server " + name + " left " + unanswered + " of its " + share + " questions unanswered");
            }
        }
    }

    /** @throws NameServersUnreachableException as soon as a server has left too much unanswered */
    Map<String, Integer> ask(List<Server> servers, int questions) {
        for (int i = 0; i < questions; i++) {
            Server server = servers.get(i % servers.size());
            server.requireAnswers();
            free.acquireUninterruptibly();
            ask(server);
        }
        free.acquireUninterruptibly(AT_ONCE);
        servers.forEach(Server::requireAnswers);
        return Map.copyOf(counts);
    }

    private void ask(Server server) {
        Resolver address = server.next();
        send(address)
                .exceptionallyCompose(lost -> send(address))
                .whenComplete((answer, failure) -> count(server, answer));
    }

    private CompletionStage<Message> send(Resolver address) {
        Message query = Message.newQuery(question);
        // An authority answers for itself; some refuse a question that asks them to recurse.
        query.getHeader().unsetFlag(Flags.RD);
        return address.sendAsync(query);
    }

    private void count(Server server, @Nullable Message answer) {
        try {
            if (answer != null && isAnswer(answer)) {
                counts.merge(normal(ofTheName(answer)), 1, Integer::sum);
            } else {
                server.unanswered().incrementAndGet();
            }
        } finally {
            free.release();
        }
    }

    /**
     * SERVFAIL and REFUSED say nothing of what is served; that there is no such name does. Neither does a question sent
     * back, nor what is cut short even over TCP.
     */
    private static boolean isAnswer(Message message) {
        Header header = message.getHeader();
        return header.getFlag(Flags.QR)
                && !header.getFlag(Flags.TC)
                && (message.getRcode() == Rcode.NOERROR || message.getRcode() == Rcode.NXDOMAIN);
    }

    /** Records of other names may stand beside the answer; they say nothing of the name that was asked for. */
    private List<Record> ofTheName(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getName().equals(question.getName()))
                .filter(record -> record.getDClass() == question.getDClass())
                .toList();
    }

    private static String normal(List<Record> answer) {
        String addresses = addresses(answer).sorted().collect(Collectors.joining(","));
        return addresses.isEmpty() ? names(answer).sorted().collect(Collectors.joining(",")) : addresses;
    }

    /** In the form of {@link InetAddress#getHostAddress}. */
    static Stream<String> addresses(List<Record> records) {
        return records.stream()
                .<InetAddress>mapMulti((record, found) -> {
                    if (record instanceof ARecord a) {
                        found.accept(a.getAddress());
                    } else if (record instanceof AAAARecord aaaa) {
                        found.accept(aaaa.getAddress());
                    }
                })
                .map(InetAddress::getHostAddress);
    }

    private static Stream<String> names(List<Record> records) {
        return records.stream()
                .filter(CNAMERecord.class::isInstance)
                .map(record -> DnsName.normal(((CNAMERecord) record).getTarget().toString()))
                // A label may hold a comma, which would make two names of one.
                .map(name -> name.replace(",", "\\044"));
    }
}
