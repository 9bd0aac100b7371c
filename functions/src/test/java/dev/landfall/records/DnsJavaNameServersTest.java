package dev.landfall.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

class DnsJavaNameServersTest {
    private static final String NAME = "shop.example.com";

    private final NameServers servers = new DnsJavaNameServers(Duration.ofMillis(300));

    private static Message toHeroku(Message question) {
        return LoopbackDnsServer.reply(question, "CNAME Shop.HerokuDNS.com.");
    }

    /** Every nth question as told, the others by Heroku. */
    private static Function<Message, @Nullable Message> everyNth(int n, Function<Message, @Nullable Message> answer) {
        AtomicInteger asked = new AtomicInteger();
        return question -> asked.incrementAndGet() % n == 0 ? answer.apply(question) : toHeroku(question);
    }

    @Test
    @Timeout(10)
    void sample_thousandQuestionsOfASplit_countsEachAnswerInNormalForm() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(
                everyNth(4, question -> LoopbackDnsServer.reply(question, "CNAME lb.example.net.")))) {
            Map<String, Integer> answers = servers.sample(List.of(server.name()), NAME, "CNAME", 1_000);

            assertThat(answers).isEqualTo(Map.of("shop.herokudns.com", 750, "lb.example.net", 250));
        }
    }

    @Test
    void sample_addresses_areSortedAndJoined() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(
                question -> LoopbackDnsServer.reply(question, "A 192.0.2.20", "A 192.0.2.10"))) {
            assertThat(servers.sample(List.of(server.name()), NAME, "A", 3))
                    .isEqualTo(Map.of("192.0.2.10,192.0.2.20", 3));
        }
    }

    @Test
    void sample_noSuchName_isAnAnswerWithoutRecords() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(question -> withRcode(question, Rcode.NXDOMAIN))) {
            assertThat(servers.sample(List.of(server.name()), NAME, "A", 3)).isEqualTo(Map.of("", 3));
        }
    }

    @Test
    void sample_severalServers_areAskedEvenly() {
        try (LoopbackDnsServer one = LoopbackDnsServer.answering(DnsJavaNameServersTest::toHeroku);
                LoopbackDnsServer two = LoopbackDnsServer.answering(DnsJavaNameServersTest::toHeroku)) {
            servers.sample(List.of(one.name(), two.name()), NAME, "CNAME", 11);

            assertThat(one.questions()).hasSize(6);
            assertThat(two.questions()).hasSize(5);
        }
    }

    @Test
    void sample_authority_isNotAskedToRecurse() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(DnsJavaNameServersTest::toHeroku)) {
            servers.sample(List.of(server.name()), NAME, "CNAME", 1);

            assertThat(server.questions())
                    .singleElement()
                    .satisfies(question ->
                            assertThat(question.getHeader().getFlag(Flags.RD)).isFalse());
        }
    }

    @Test
    void sample_truncatedOverUdp_isAskedAgainOverTcp() {
        Function<Message, @Nullable Message> truncated = question -> {
            Message answer = LoopbackDnsServer.reply(question);
            answer.getHeader().setFlag(Flags.TC);
            return answer;
        };
        try (LoopbackDnsServer server =
                new LoopbackDnsServer(InetAddress.getLoopbackAddress(), truncated, DnsJavaNameServersTest::toHeroku)) {
            assertThat(servers.sample(List.of(server.name()), NAME, "CNAME", 5))
                    .isEqualTo(Map.of("shop.herokudns.com", 5));
        }
    }

    @Test
    void sample_eachFirstQuestionLost_isAnsweredAtTheSecond() {
        AtomicInteger asked = new AtomicInteger();
        try (LoopbackDnsServer server =
                LoopbackDnsServer.answering(question -> asked.getAndIncrement() < 20 ? null : toHeroku(question))) {
            assertThat(servers.sample(List.of(server.name()), NAME, "CNAME", 20))
                    .isEqualTo(Map.of("shop.herokudns.com", 20));
        }
    }

    @Test
    void sample_fewUnanswered_countsTheOthers() {
        try (LoopbackDnsServer server =
                LoopbackDnsServer.answering(everyNth(20, question -> withRcode(question, Rcode.SERVFAIL)))) {
            assertThat(servers.sample(List.of(server.name()), NAME, "CNAME", 200))
                    .isEqualTo(Map.of("shop.herokudns.com", 190));
        }
    }

    @Test
    void sample_tooManyUnanswered_isUnreachable() {
        try (LoopbackDnsServer server =
                LoopbackDnsServer.answering(everyNth(8, question -> withRcode(question, Rcode.REFUSED)))) {
            assertThatThrownBy(() -> servers.sample(List.of(server.name()), NAME, "CNAME", 200))
                    .isInstanceOf(NameServersUnreachableException.class)
                    .hasMessageContaining(server.name());
        }
    }

    @Test
    @Timeout(10)
    void sample_oneOfTwoServersDead_isUnreachableBeforeAllQuestionsAreAsked() {
        try (LoopbackDnsServer alive = LoopbackDnsServer.answering(DnsJavaNameServersTest::toHeroku);
                LoopbackDnsServer dead = LoopbackDnsServer.answering(question -> null)) {
            assertThatThrownBy(() -> servers.sample(List.of(alive.name(), dead.name()), NAME, "CNAME", 1_000))
                    .isInstanceOf(NameServersUnreachableException.class)
                    .hasMessageContaining(dead.name());
        }
    }

    @Test
    void sample_serverByHostName_isAsked() {
        try (LoopbackDnsServer server = LoopbackDnsServer.answering(DnsJavaNameServersTest::toHeroku)) {
            assertThat(servers.sample(List.of("localhost:" + server.port()), NAME, "CNAME", 2))
                    .isEqualTo(Map.of("shop.herokudns.com", 2));
        }
    }

    @Test
    void resolve_nameInTheHostsFile_givesItsAddress() {
        assertThat(servers.resolve("localhost")).contains("127.0.0.1");
    }

    @Test
    void resolve_address_isItself() {
        assertThat(servers.resolve("192.0.2.1")).containsExactly("192.0.2.1");
    }

    private static Message withRcode(Message question, int rcode) {
        Message answer = LoopbackDnsServer.reply(question);
        answer.getHeader().setRcode(rcode);
        return answer;
    }
}
