package dev.landfall.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A good answer of which bytes were flipped, cut out or repeated on its way. */
class DamagedDnsAnswerTest {
    private static final Name ASKED = Name.fromConstantString("shop.example.com.");
    private static final Name TARGET = Name.fromConstantString("shop.herokudns.com.");

    private final NameServers servers = new DnsJavaNameServers(Duration.ofMillis(20));

    private interface Damage {
        byte[] to(byte[] wire);
    }

    /** It is counted as what it says now, or as none. */
    @Property(tries = 300, seed = "42", edgeCases = EdgeCasesMode.NONE)
    void sample_answerThatWasDamagedOnItsWay_isWhatItSaysOrNone(@ForAll("damages") List<Damage> damages) {
        Set<String> said = ConcurrentHashMap.newKeySet();
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(question -> {
            byte[] wire = goodAnswer(question).toWire();
            for (Damage damage : damages) {
                wire = damage.to(wire);
            }
            said.addAll(saidBy(wire));
            return new HostileDnsTest.Bytes(wire);
        })) {
            Map<String, Integer> answers = servers.sample(List.of(server.name()), ASKED.toString(), "CNAME", 1);

            assertThat(answers.values()).containsExactly(1);
            assertThat(said).contains(answers.keySet().iterator().next().split(",", -1));
        } catch (NameServersUnreachableException e) {
            assertThat(e).hasMessageContaining("left 1 of its 1 questions unanswered");
        }
    }

    /** With the target's address beside it, which is nothing that the name itself has. */
    private static Message goodAnswer(Message question) {
        Message answer = LoopbackDnsServer.reply(question, "CNAME " + TARGET);
        answer.addRecord(new ARecord(TARGET, DClass.IN, 60, InetAddress.ofLiteral("192.0.2.1")), Section.ANSWER);
        return answer;
    }

    /** What the message says of the name that was asked for, part by part; nothing if it is no answer. */
    private static Set<String> saidBy(byte[] wire) {
        try {
            Message message = new Message(wire);
            if (!message.getHeader().getFlag(Flags.QR)
                    || message.getHeader().getFlag(Flags.TC)
                    || !Set.of(Rcode.NOERROR, Rcode.NXDOMAIN).contains(message.getRcode())) {
                return Set.of();
            }
            Set<String> parts = message.getSection(Section.ANSWER).stream()
                    .filter(record -> record.getName().equals(ASKED))
                    .filter(record -> record.getDClass() == DClass.IN)
                    .filter(record -> Set.of(Type.CNAME, Type.A, Type.AAAA).contains(record.getType()))
                    .map(record -> DnsName.normal(record.rdataToString()).replace(",", "\\044"))
                    .collect(Collectors.toSet());
            return parts.isEmpty() ? Set.of("") : parts;
        } catch (IOException | RuntimeException e) {
            // No message at all.
            return Set.of();
        }
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 199);
        Arbitrary<Damage> flipped = Combinators.combine(
                        places, Arbitraries.integers().between(0, 7))
                .as((at, bit) -> wire -> flipped(wire, at, bit));
        Arbitrary<Damage> cut =
                Combinators.combine(places, places).as((at, length) -> wire -> spliced(wire, at, length, 0));
        Arbitrary<Damage> repeated =
                Combinators.combine(places, places).as((at, length) -> wire -> spliced(wire, at, length, 2));
        return Arbitraries.frequencyOf(Tuple.of(6, flipped), Tuple.of(1, cut), Tuple.of(1, repeated))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static byte[] flipped(byte[] wire, int at, int bit) {
        byte[] damaged = wire.clone();
        if (wire.length > 0) {
            damaged[at % wire.length] ^= (byte) (1 << bit);
        }
        return damaged;
    }

    /** The bytes from this place on, so many times in place of once. */
    private static byte[] spliced(byte[] wire, int at, int length, int times) {
        int from = Math.min(at, wire.length);
        int to = Math.min(from + length, wire.length);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(wire, 0, from);
        IntStream.range(0, times).forEach(i -> damaged.write(wire, from, to - from));
        damaged.write(wire, to, wire.length - to);
        return damaged.toByteArray();
    }
}
