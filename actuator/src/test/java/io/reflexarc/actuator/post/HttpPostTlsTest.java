package io.reflexarc.actuator.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.post.Post.Delivery;
import io.reflexarc.runtime.time.ManualTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom it trusts. */
class HttpPostTlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir private static Path folder;
  private static HttpsServer server;

  @BeforeAll
  static void serve() throws Exception {
    Path file = folder.resolve("receiver.p12");
    keytool(file);
    KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getCertificate("r").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void shouldTrustTheCertificatesThatAreGiven() throws Exception {
    assertThat(send(", caFile: " + folder.resolve("ca.pem")))
        .isEqualTo(new Delivery.Taken("answers 204"));
  }

  @Test
  void shouldNotTrustWhenNobodyVouches() throws Exception {
    Fault fault = ((Delivery.Refused) send("")).fault();

    assertThat(fault.kind()).isEqualTo(Fault.Kind.UNREACHABLE);
    assertThat(fault.message()).endsWith("cannot be reached: SSLHandshakeException");
  }

  private static Delivery send(String rest) throws Exception {
    Path file = folder.resolve("endpoints.yaml");
    Files.writeString(
        file,
        "endpoints: [{name: desk, url: 'https://127.0.0.1:%d/'%s}]"
            .formatted(server.getAddress().getPort(), rest));
    return new HttpPost(EndpointsFile.read(file), new ManualTime(Instant.EPOCH))
        .send(new Letter("desk", "c-1", Map.of(), "{}"));
  }

  private static void keytool(Path file) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC"));
    command.addAll(
        List.of(
            ("-genkeypair -alias r -keyalg EC -dname CN=receiver -ext SAN=ip:127.0.0.1 -validity"
                    + " 3650 -storetype PKCS12 -storepass "
                    + PASSWORD
                    + " -keystore "
                    + file)
                .split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
