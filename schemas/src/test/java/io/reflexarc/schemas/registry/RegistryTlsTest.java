package io.reflexarc.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {

  private static final String PASSWORD = "changeit";
  private static final String QUICK = " -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC ";

  @TempDir private static Path directory;
  private static FakeRegistry registry;
  private static Path keystore;
  private static String pem;

  @BeforeAll
  static void start() throws Exception {
    keystore = directory.resolve("registry.p12");
    keytool(
        "-genkeypair -alias r -keyalg EC -dname CN=registry -ext SAN=ip:127.0.0.1 -validity 3650");
    KeyStore keys = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
    pem = pem(keys.getCertificate("r"));
    registry = new FakeRegistry(server(keys)).answer(200, "[\"AVRO\"]");
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void shouldTrustWhenTheCertificateIsGivenAsPem() {
    client(
            Map.of(
                "schema.registry.ssl.truststore.type",
                "PEM",
                "schema.registry.ssl.truststore.certificates",
                pem))
        .check();
  }

  @Test
  void shouldTrustWhenTheCertificateIsInAPkcs12File() {
    client(
            Map.of(
                "schema.registry.ssl.truststore.type",
                "PKCS12",
                "schema.registry.ssl.truststore.location",
                keystore.toString(),
                "schema.registry.ssl.truststore.password",
                PASSWORD))
        .check();
  }

  @Test
  void shouldNotTrustWhenNobodyVouches() {
    // when
    RegistryException refused =
        catchThrowableOfType(RegistryException.class, () -> client(Map.of()).check());

    // then
    assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE);
    assertThat(refused).hasMessageContaining("certification path");
  }

  private static RegistryClient client(Map<String, ?> tls) {
    Map<String, Object> settings = new HashMap<>(tls);
    settings.put(RegistrySettings.URL, "https://" + registry.address());
    return new RegistryClient(RegistrySettings.from(settings));
  }

  private static String pem(Certificate certificate) throws Exception {
    String text =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
  }

  private static HttpsServer server(KeyStore keys) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  private static void keytool(String arguments) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String store = " -keystore " + keystore + " -storetype PKCS12 -storepass " + PASSWORD;
    Process process =
        new ProcessBuilder(List.of((tool + QUICK + arguments + store).split(" ")))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
