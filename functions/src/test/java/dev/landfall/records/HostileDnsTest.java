package dev.landfall.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Name servers that answer with garbage. Whatever they send is counted as what it says of the name that was asked for,
 * or counts as no answer at all, within the time that silence would take.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileDnsTest {
    private static final String NAME = "shop.example.com";
    private static final String HEROKU = "CNAME shop.herokudns.com.";
    private static final String AWS = "CNAME lb.example.net.";
    private static final int QUESTIONS = 20;

    private final NameServers servers = new DnsJavaNameServers(Duration.ofMillis(150));

    /** What {@link LoopbackDnsServer} sends is the answer's bytes, whatever they are. */
    static final class Bytes extends Message {
        private final byte[] bytes;

        Bytes(byte... bytes) {
            this.bytes = bytes;
        }

        @Override
        public byte[] toWire() {
            return bytes;
        }
    }

    private Map<String, Integer> sample(Function<Message, @Nullable Message> answer) {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(answer)) {
            return servers.sample(List.of(server.name()), NAME, "CNAME", QUESTIONS);
        }
    }

    static Stream<Arguments> noAnswers() {
        Random random = new Random(41);
        return Stream.of(
                noAnswer("silence", question -> null),
                noAnswer("no bytes", question -> new Bytes()),
                noAnswer("random bytes", question -> randomBytes(random, 200)),
                noAnswer("the right id and random bytes", question -> {
                    byte[] bytes = randomBytes(random, 80).toWire();
                    System.arraycopy(question.toWire(), 0, bytes, 0, 2);
                    return new Bytes(bytes);
                }),
                noAnswer(
                        "text",
                        question -> new Bytes("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII))),
                noAnswer("the question itself", question -> question),
                noAnswer("a wrong id", question -> {
                    Message answer = LoopbackDnsServer.reply(question, HEROKU);
                    answer.getHeader().setID((question.getHeader().getID() + 1) & 0xFFFF);
                    return answer;
                }),
                noAnswer("half an answer", question -> {
                    byte[] wire = LoopbackDnsServer.reply(question, HEROKU).toWire();
                    return new Bytes(Arrays.copyOf(wire, wire.length - 9));
                }),
                noAnswer("a name that points at itself", question -> {
                    byte[] wire = LoopbackDnsServer.reply(question, HEROKU).toWire();
                    // Offset 12 is where the first name begins: a pointer to itself.
                    wire[12] = (byte) 0xC0;
                    wire[13] = 12;
                    return new Bytes(wire);
                }),
                noAnswer("truncated, also over TCP", question -> {
                    Message answer = LoopbackDnsServer.reply(question, HEROKU);
                    answer.getHeader().setFlag(Flags.TC);
                    return answer;
                }),
                noAnswer("SERVFAIL with an answer in it", question -> {
                    Message answer = LoopbackDnsServer.reply(question, HEROKU);
                    answer.getHeader().setRcode(Rcode.SERVFAIL);
                    return answer;
                }));
    }

    private static Arguments noAnswer(String what, Function<Message, @Nullable Message> answer) {
        return Arguments.of(what, answer);
    }

    private static Message randomBytes(Random random, int most) {
        byte[] bytes = new byte[12 + random.nextInt(most)];
        random.nextBytes(bytes);
        return new Bytes(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAnswers")
    void sample_whatIsNoAnswer_isUnreachableInTime(String what, Function<Message, @Nullable Message> answer) {
        assertThatThrownBy(() -> sample(answer)).as(what).isInstanceOf(NameServersUnreachableException.class);
    }

    /** A private zone has no delegation set. */
    @Test
    void sample_noServers_isUnreachable() {
        assertThatThrownBy(() -> servers.sample(List.of(), NAME, "CNAME", QUESTIONS))
                .isInstanceOf(NameServersUnreachableException.class)
                .hasMessage("the zone of shop.example.com has no public name servers, and dns.nameServers names none");
    }

    /** Each of these was counted as if it were said of the name that was asked for. */
    @Test
    void sample_recordsOfOtherNames_areNotCounted() {
        assertThat(sample(question -> {
                    Message answer = LoopbackDnsServer.reply(question);
                    answer.addRecord(cname("other.example.com.", "shop.herokudns.com."), Section.ANSWER);
                    return answer;
                }))
                .isEqualTo(Map.of("", QUESTIONS));
    }

    @Test
    void sample_addressesOfTheTargetBesideTheCname_areNotCountedInItsPlace() {
        assertThat(sample(question -> {
                    Message answer = LoopbackDnsServer.reply(question, HEROKU);
                    Message other = LoopbackDnsServer.reply(Message.newQuery(question(HEROKU)), "A 192.0.2.1");
                    other.getSection(Section.ANSWER).forEach(record -> answer.addRecord(record, Section.ANSWER));
                    return answer;
                }))
                .isEqualTo(Map.of("shop.herokudns.com", QUESTIONS));
    }

    @Test
    void sample_recordsInOtherSections_areNotCounted() {
        assertThat(sample(question -> {
                    Message answer = LoopbackDnsServer.reply(question);
                    answer.addRecord(cname(NAME + ".", "lb.example.net."), Section.ADDITIONAL);
                    answer.addRecord(cname(NAME + ".", "lb.example.net."), Section.AUTHORITY);
                    return answer;
                }))
                .isEqualTo(Map.of("", QUESTIONS));
    }

    @Test
    void sample_loopOfCnames_isCountedAsWhatItSays() {
        assertThat(sample(question -> {
                    Message answer = LoopbackDnsServer.reply(question, "CNAME b.example.com.");
                    answer.addRecord(cname("b.example.com.", NAME + "."), Section.ANSWER);
                    return answer;
                }))
                .isEqualTo(Map.of("b.example.com", QUESTIONS));
    }

    @Test
    void sample_twoCnamesInOneAnswer_areNeitherOfThem() {
        AtomicInteger asked = new AtomicInteger();
        assertThat(sample(question -> asked.getAndIncrement() % 2 == 0
                        ? LoopbackDnsServer.reply(question, AWS, HEROKU)
                        : LoopbackDnsServer.reply(question, HEROKU, AWS)))
                .isEqualTo(Map.of("lb.example.net,shop.herokudns.com", QUESTIONS));
    }

    /** A comma stands between the parts of an answer; within a label it must not make two names of one. */
    @Test
    void sample_labelWithACommaInIt_isOneName() {
        assertThat(sample(question -> LoopbackDnsServer.reply(question, "CNAME lb.net,lb.net.")))
                .isEqualTo(Map.of("lb.net\\044lb.net", QUESTIONS));
    }

    @Test
    void sample_hugeAnswer_isCountedWhole() {
        String[] records = IntStream.range(0, 2_000)
                .mapToObj(i -> "A 10.0." + i / 250 + "." + i % 250)
                .toArray(String[]::new);
        try (LoopbackDnsServer server = new LoopbackDnsServer(
                InetAddress.getLoopbackAddress(),
                question -> {
                    Message answer = LoopbackDnsServer.reply(question);
                    answer.getHeader().setFlag(Flags.TC);
                    return answer;
                },
                question -> LoopbackDnsServer.reply(question, records))) {
            Map<String, Integer> answers = servers.sample(List.of(server.name()), NAME, "A", 3);

            assertThat(answers).hasSize(1).containsValue(3);
            assertThat(answers.keySet().iterator().next().split(",", -1)).hasSize(2_000);
        }
    }

    @Test
    void sample_nameErrorWithAnAnswerInIt_isCountedAsWhatItSays() {
        assertThat(sample(question -> {
                    Message answer = LoopbackDnsServer.reply(question, "CNAME gone.example.com.");
                    answer.getHeader().setRcode(Rcode.NXDOMAIN);
                    return answer;
                }))
                .isEqualTo(Map.of("gone.example.com", QUESTIONS));
    }

    private static CNAMERecord cname(String owner, String target) {
        return new CNAMERecord(name(owner), DClass.IN, 60, name(target));
    }

    private static Record question(String cname) {
        return Record.newRecord(name(cname.substring("CNAME ".length())), Type.A, DClass.IN);
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
