package dev.landfall.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate authority that lives for one test class, made by the JDK's keytool so that no key is ever committed. */
final class Certificates {
    private static final char[] PASSWORD = "no secret".toCharArray();
    private static final String AUTHORITY = "authority";

    private final Path store;
    private final Set<String> made = new HashSet<>();

    Certificates(Path folder) {
        store = folder.resolve("keys.p12");
        generate(AUTHORITY, "-ext", "bc:c");
    }

    /** For a server that shows a certificate for the name, which began {@code daysAgo} and is valid for ten days. */
    SSLContext server(String hostname, int daysAgo) {
        String start = daysAgo == 0 ? "-1H" : "-" + daysAgo + "d";
        String alias = hostname + start;
        if (made.add(alias)) {
            generate(
                    alias, "-signer", AUTHORITY, "-ext", "san=dns:" + hostname, "-startdate", start, "-validity", "10");
        }
        try {
            KeyStore own = empty();
            own.setKeyEntry(alias, all().getKey(alias, PASSWORD), PASSWORD, all().getCertificateChain(alias));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a client that trusts this authority alone. */
    SSLContext client() {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry(AUTHORITY, all().getCertificate(AUTHORITY));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore all() {
        return load(store);
    }

    private static KeyStore empty() {
        return load(null);
    }

    private static KeyStore load(@Nullable Path file) {
        try (InputStream in = file == null ? null : Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD);
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void generate(String alias, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + alias,
                "-alias",
                alias,
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(options));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
