package dev.landfall.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.lambda.UnavailableException;
import dev.landfall.records.NameQuestions.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Over the wire, against a resolver and authorities on the loopback interface. */
class DnsJavaNameQuestionsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    /** One server plays both; an authority is known by what is not asked of it. */
    private static DnsJavaNameQuestions asking(LoopbackDnsServer server) {
        return new DnsJavaNameQuestions(() -> resolver(server), server.port(), TIMEOUT);
    }

    private static SimpleResolver resolver(LoopbackDnsServer server) {
        return new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    }

    private static boolean isRecursive(Message question) {
        return question.getHeader().getFlag(Flags.RD);
    }

    private static Message refused(Message question, int code) {
        Message answer = LoopbackDnsServer.reply(question);
        answer.getHeader().setRcode(code);
        return answer;
    }

    @Test
    void ask_cname_isWithoutItsLastDot() {
        try (LoopbackDnsServer server =
                LoopbackDnsServer.answering(question -> LoopbackDnsServer.reply(question, "CNAME X.HerokuDNS.com."))) {
            assertThat(asking(server).ask("Shop.example.com", "A"))
                    .containsExactly(new Answer("shop.example.com", "CNAME", 60, "x.herokudns.com"));
        }
    }

    @Test
    void ask_soaAndNameServers_areToldByTheirTypes() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(question -> LoopbackDnsServer.reply(
                question, "SOA ns.example.com. root.example.com. 1 2 3 4 5", "NS ns-1.awsdns-01.org."))) {
            assertThat(asking(server).ask("example.com", "SOA"))
                    .extracting(Answer::type)
                    .containsExactly("SOA", "NS");
        }
    }

    @Test
    void ask_noSuchName_isNoRecord() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(question -> refused(question, Rcode.NXDOMAIN))) {
            assertThat(asking(server).ask("shop.example.com", "A")).isEmpty();
        }
    }

    @Test
    void ask_firstAnswerLost_asksOnceMore() {
        AtomicInteger asked = new AtomicInteger();
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(
                question -> asked.incrementAndGet() == 1 ? null : LoopbackDnsServer.reply(question, "A 192.0.2.1"))) {
            assertThat(asking(server).ask("shop.example.com", "A")).hasSize(1);
        }
    }

    @Test
    void ask_silentResolver_endsAfterTwoAttempts() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(question -> null)) {
            assertThatThrownBy(() -> asking(server).ask("shop.example.com", "A"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageStartingWith("DNS did not answer: ");
            assertThat(server.questions()).hasSize(2);
        }
    }

    @Test
    void ask_firstServerOfTheSystemIsSilent_isAnsweredByTheNext() {
        try (LoopbackDnsServer silent = LoopbackDnsServer.answering(question -> null);
                LoopbackDnsServer next =
                        LoopbackDnsServer.answering(question -> LoopbackDnsServer.reply(question, "A 192.0.2.1"))) {
            Resolver both = DnsJavaNameQuestions.inTurn(
                    new ExtendedResolver(new Resolver[] {resolver(silent), resolver(next)}));

            assertThat(new DnsJavaNameQuestions(() -> both, 53, Duration.ofSeconds(10)).ask("shop.example.com", "A"))
                    .hasSize(1);
            assertThat(silent.questions()).hasSize(1);
        }
    }

    @Test
    void ask_failingResolver_saysItsWord() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(question -> refused(question, Rcode.SERVFAIL))) {
            assertThatThrownBy(() -> asking(server).ask("shop.example.com", "A"))
                    .hasMessage("DNS did not answer: SERVFAIL");
        }
    }

    @Test
    void ask_whatIsNoName_isAReasonAndNoFailure() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(LoopbackDnsServer::reply)) {
            assertThatThrownBy(() -> asking(server).ask("a..b", "A")).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> asking(server).ask("x".repeat(64) + ".example.com", "A"))
                    .isInstanceOf(UnavailableException.class);
            assertThat(server.questions()).isEmpty();
        }
    }

    @Test
    void askAuthorities_firstIsSilent_asksTheNextAndNotToRecurse() {
        AtomicInteger direct = new AtomicInteger();
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(question -> {
            if (isRecursive(question)) {
                return question.getQuestion().getType() == Type.A
                        ? LoopbackDnsServer.reply(question, "A 127.0.0.1")
                        : LoopbackDnsServer.reply(question);
            }
            return direct.incrementAndGet() == 1 ? null : LoopbackDnsServer.reply(question, "A 192.0.2.7");
        })) {
            assertThat(asking(server)
                            .askAuthorities(List.of("ns1.example.com", "ns2.example.com"), "a.example.com", "A"))
                    .hasValueSatisfying(answers ->
                            assertThat(answers).extracting(Answer::value).containsExactly("192.0.2.7"));
        }
    }

    @Test
    void askAuthorities_allSilent_isNoAnswerAfterThree() {
        AtomicInteger direct = new AtomicInteger();
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(question -> {
            if (isRecursive(question)) {
                return LoopbackDnsServer.reply(question, "A 127.0.0.1");
            }
            direct.incrementAndGet();
            return null;
        })) {
            assertThat(asking(server)
                            .askAuthorities(List.of("a.ns", "b.ns", "c.ns", "d.ns", "e.ns"), "x.example.com", "A"))
                    .isEmpty();
            assertThat(direct).hasValue(3);
        }
    }

    @Test
    void askAuthorities_withoutAddress_isNoAnswer() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(question -> refused(question, Rcode.NXDOMAIN))) {
            assertThat(asking(server).askAuthorities(List.of("ns1.example.com"), "x.example.com", "A"))
                    .isEmpty();
        }
    }
}
