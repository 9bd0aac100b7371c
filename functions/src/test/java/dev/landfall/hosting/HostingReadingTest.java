package dev.landfall.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.records.FakeNameQuestions;
import dev.landfall.records.NameQuestions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostingReadingTest {
    private static final String HEROKU = "polar-dawn-1.herokudns.com";

    private final FakeNameQuestions dns = new FakeNameQuestions()
            .zone("example.com", "ns-1.awsdns-01.org", "ns-2.awsdns-02.com")
            .zone("herokudns.com", "dns1.p05.nsone.net")
            .record(HEROKU, "A", 30, "192.0.2.10")
            .record(HEROKU, "A", 30, "192.0.2.11");

    private Hosting of(String hostname) {
        return of(hostname, dns);
    }

    private static Hosting of(String hostname, NameQuestions questions) {
        Inventory app = SomeInventory.withWeb().domain(hostname, null, null).build();
        return hosting(new HostingReading(questions, Duration.ofSeconds(5)).of(app));
    }

    private static Hosting hosting(Inventory app) {
        return Objects.requireNonNull(app.domains().getFirst().hosting());
    }

    @Test
    void of_severalDomains_tellsHowManyAreLookedUp() {
        Inventory app = SomeInventory.withWeb()
                .domain("a.example.com", null, null)
                .domain("b.example.com", null, null)
                .build();
        Queue<String> told = new ConcurrentLinkedQueue<>();

        new HostingReading(dns, (done, of) -> told.add(done + " of " + of)).of(app);

        assertThat(told).containsExactlyInAnyOrder("0 of 2", "1 of 2", "2 of 2");
    }

    @Test
    void of_cnameInRoute53_isZoneRecordAndTheZonesOwnTtl() {
        dns.record("shop.example.com", "CNAME", 3600, HEROKU);

        assertThat(of("shop.example.com"))
                .isEqualTo(new Hosting(
                        "example.com",
                        List.of("ns-1.awsdns-01.org", "ns-2.awsdns-02.com"),
                        "Route 53",
                        false,
                        "CNAME",
                        List.of(HEROKU),
                        3600,
                        null));
        assertThat(of("shop.example.com").words())
                .isEqualTo("at Route 53, zone example.com; CNAME to " + HEROKU + ", TTL 3600 s");
    }

    /** The SOA that comes with the answer is that of the zone to which the CNAME leads. */
    @Test
    void of_cname_isNotInTheZoneOfItsTarget() {
        dns.record("shop.example.com", "CNAME", 300, "herokudns.com");

        assertThat(of("shop.example.com").zone()).isEqualTo("example.com");
    }

    @Test
    void of_subDomainOfItsOwnZone_isAnApex() {
        dns.zone("shop.example.com", "ns-3.awsdns-03.net").record("shop.example.com", "A", 60, "198.51.100.1");

        assertThat(of("shop.example.com"))
                .returns(true, Hosting::apex)
                .returns("shop.example.com", Hosting::zone)
                .returns("A", Hosting::record);
    }

    @Test
    void of_addressesOfHerokusTarget_isAnAlias() {
        dns.record("example.com", "A", 20, "192.0.2.11");

        assertThat(of("example.com")).returns("ALIAS", Hosting::record).returns(true, Hosting::apex);
    }

    @Test
    void of_addressesOfOthers_isNoAlias() {
        dns.record("shop.example.com", "AAAA", 20, "2001:db8:0:0:0:0:0:1");

        assertThat(of("shop.example.com"))
                .returns("A", Hosting::record)
                .returns(List.of("2001:db8:0:0:0:0:0:1"), Hosting::values);
    }

    @Test
    void of_nameWithoutRecord_saysSo() {
        assertThat(of("shop.example.com").words()).isEqualTo("at Route 53, zone example.com; no record");
    }

    @Test
    void of_wildcard_isLookedUpInTheZoneAbove() {
        dns.record("*.example.com", "CNAME", 300, HEROKU);

        assertThat(of("*.example.com").words())
                .isEqualTo("at Route 53, zone example.com; CNAME to " + HEROKU + ", TTL 300 s");
    }

    @Test
    void of_nameInOtherLetters_isAskedForAsDnsHasIt() {
        of("Bücher.Example.COM");

        assertThat(dns.asked()).contains("A xn--bcher-kva.example.com");
    }

    /** Where only the network's own resolver can be asked, its TTL is what is left in a cache. */
    @Test
    void of_authoritiesOutOfReach_knowsTheRecordAndNotItsTtl() {
        dns.record("shop.example.com", "CNAME", 3600, HEROKU).closedIn();

        assertThat(of("shop.example.com").words())
                .isEqualTo("at Route 53, zone example.com; CNAME to " + HEROKU + ", TTL not known");
    }

    @Test
    void of_unregisteredName_isNotLookedUpAndDoesNotAskForTheTopLevel() {
        assertThat(of("www.no-such-name.example").words())
                .isEqualTo("not looked up: DNS knows no zone of it; is the name registered?");
        assertThat(dns.asked()).contains("SOA no-such-name.example").doesNotContain("SOA example");
    }

    @Test
    void of_silentDns_saysWhyAndDoesNotFail() {
        dns.silent();

        assertThat(of("shop.example.com").words()).isEqualTo("not looked up: DNS did not answer: time-out");
    }

    @Test
    void of_dnsThatNeverAnswers_endsWithItsBudget() {
        CountDownLatch never = new CountDownLatch(1);
        Inventory app = SomeInventory.withWeb()
                .domain("a.example.com", null, null)
                .domain("b.example.com", null, null)
                .build();

        Inventory read = new HostingReading(waiting(never), Duration.ofMillis(50)).of(app);

        assertThat(read.domains())
                .hasSize(2)
                .allSatisfy(domain -> assertThat(
                                Objects.requireNonNull(domain.hosting()).notLookedUp())
                        .startsWith("no answer within"));
    }

    private static NameQuestions waiting(CountDownLatch latch) {
        return new NameQuestions() {
            @Override
            public List<Answer> ask(String name, String type) {
                try {
                    latch.await();
                    return List.of();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new UnavailableException("DNS", "interrupted");
                }
            }

            @Override
            public Optional<List<Answer>> askAuthorities(List<String> nameServers, String name, String type) {
                return Optional.empty();
            }
        };
    }

    @Test
    void of_manyNamesOfAZone_keepsTheirOrder() {
        SomeInventory app = SomeInventory.withWeb();
        for (int i = 0; i < 100; i++) {
            dns.record("c" + i + ".example.com", "CNAME", i + 1, HEROKU);
            app.domain("c" + i + ".example.com", null, null);
        }

        List<Domain> domains = new HostingReading(dns).of(app.build()).domains();

        for (int i = 0; i < 100; i++) {
            assertThat(Objects.requireNonNull(domains.get(i).hosting()).ttlSeconds())
                    .isEqualTo(i + 1);
        }
    }

    @Test
    void of_herokusOwnName_isNotAskedFor() {
        Domain own = new Domain("shop.herokuapp.com", "heroku", null, null, null, List.of());
        Inventory app = SomeInventory.withWeb().build().withDomains(List.of(own));

        assertThat(new HostingReading(dns).of(app)).isEqualTo(app);
        assertThat(dns.asked()).isEmpty();
    }

    @Test
    void skipped_saysWhy() {
        Inventory app =
                SomeInventory.withWeb().domain("shop.example.com", null, null).build();

        assertThat(hosting(HostingReading.skipped(app, "--no-dns was given")).words())
                .isEqualTo("not looked up: --no-dns was given");
    }

    @ParameterizedTest
    @CsvSource({
        "ns-2048.awsdns-64.com, Route 53",
        "NS-2051.AWSDNS-67.CO.UK., Route 53",
        "lola.ns.cloudflare.com, Cloudflare",
        "ns1.dnsimple.com, DNSimple",
        "ns4.dnsimple-edge.org, DNSimple",
        "ns59.domaincontrol.com, GoDaddy",
        "dns2.registrar-servers.com, Namecheap",
        "ns-cloud-a1.googledomains.com, Google Cloud DNS or Google Domains",
        "ns1-01.azure-dns.com, Azure DNS",
        "dns1.p05.nsone.net, NS1 or Netlify",
        "ns1.digitalocean.com, DigitalOcean",
        "a1-23.akam.net, Akamai Edge DNS",
        "ns1.bluehost.com, Bluehost",
        "ns21.cloudns.net, ClouDNS",
        "ns10.dnsmadeeasy.com, DNS Made Easy",
        "ns1.dreamhost.com, DreamHost",
        "ns1.p12.dynect.net, Dyn",
        "dns2.easydns.net, easyDNS",
        "ns-24-a.gandi.net, Gandi",
        "b.dns.gandi.net, Gandi",
        "hydrogen.ns.hetzner.com, Hetzner",
        "helium.ns.hetzner.de, Hetzner",
        "ns6051.hostgator.com, HostGator",
        "ns1.dns-parking.com, Hostinger",
        "ns2.hover.com, Hover",
        "ns3.he.net, Hurricane Electric",
        "ns1045.ui-dns.org, IONOS",
        "ns5.linode.com, Linode",
        "ns1xyz.name.com, Name.com",
        "ns73.worldnic.com, Network Solutions",
        "dns12.ovh.net, OVHcloud",
        "maceio.ns.porkbun.com, Porkbun",
        "ns01.squarespacedns.com, Squarespace",
        "pdns1.ultradns.net, UltraDNS",
        "ns2.vercel-dns.com, Vercel",
        "ns8.wixdns.net, Wix",
        "freedns1.registrar-servers.com, Namecheap",
        "ns1.awsdns-64.com.evil.example, others",
        "ns1.example.com, others"
    })
    void hosts_byNameServer_areThoseOfTheTable(String nameServer, String host) {
        assertThat(DnsHosts.bundled().of(List.of(nameServer))).isEqualTo(host);
    }

    @Test
    void hosts_ofAZoneThatTwoServe_areOthers() {
        assertThat(DnsHosts.bundled().of(List.of("ns-1.awsdns-01.org", "ns1.dnsimple.com")))
                .isEqualTo("others");
        assertThat(DnsHosts.bundled().of(List.of())).isEqualTo("others");
    }
}
