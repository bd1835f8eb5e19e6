package io.reflexarc.sandbox.registry;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Apicurio registry, unpacked from its distribution, as a child process. */
final class ApicurioProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Process process;
  private final String url;

  private ApicurioProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static ApicurioProcess start(Path archive, Path home) throws Exception {
    unpack(archive, home);
    int port = freePort();
    int management = freePort();
    Path log = home.resolve("apicurio.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-Dquarkus.http.host=127.0.0.1",
                    "-Dquarkus.http.port=" + port,
                    "-Dquarkus.management.host=127.0.0.1",
                    "-Dquarkus.management.port=" + management,
                    "-jar",
                    jar(home).toString()))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    ApicurioProcess apicurio =
        new ApicurioProcess(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
    apicurio.awaitUp(log);
    return apicurio;
  }

  String url() {
    return url;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private void awaitUp(Path log) {
    try {
      await("Apicurio, whose output is in " + log)
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(500))
          .ignoreExceptions()
          .failFast(() -> !process.isAlive())
          .until(() -> status(url + "/subjects") == 200);
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int status(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void unpack(Path archive, Path home) throws Exception {
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", home.toString()).start();
    if (!tar.waitFor(2, TimeUnit.MINUTES) || tar.exitValue() != 0) {
      throw new IOException("cannot unpack " + archive);
    }
  }

  private static Path jar(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home, 3)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no *-runner.jar in " + home));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
