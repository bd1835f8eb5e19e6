package io.reflexarc.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RemoteTimeTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final URI URL = URI.create("http://clock.example/time");

  @Test
  void shouldSaySoAndStandStillWhenTheClockIsSilent() throws Exception {
    // given
    AtomicLong nanos = new AtomicLong();
    ClockAnswer first = new ClockAnswer(START, 60);
    AtomicReference<ClockAnswer> world = new AtomicReference<>(first);
    try (RemoteTime time = new RemoteTime(URL, world::get, nanos::get, first)) {
      assertThat(time.check().ok()).isTrue();

      // when
      nanos.set(Duration.ofSeconds(5).toNanos());

      // then
      assertThat(time.check().ok()).isFalse();
      assertThat(time.check().detail()).contains("no answer", "for 5 s", "time stands still");
      assertThat(time.instant()).isEqualTo(START.plusSeconds(6));

      // when
      world.set(new ClockAnswer(START.plusSeconds(300), 60));
      time.askOnce();

      // then
      assertThat(time.check().ok()).isTrue();
      assertThat(time.instant()).isEqualTo(START.plusSeconds(300));
    }
  }

  @Test
  void shouldFollowWhenAClockAnswersOverHttp() throws Exception {
    // given
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body =
        "{\"now\":\"2026-01-01T00:00:00Z\",\"speed\":60}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/time",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/time");

    // when
    try (RemoteTime time = RemoteTime.start(url)) {
      // then
      assertThat(time.speed()).isEqualTo(60);
      assertThat(time.instant()).isBetween(START, START.plusSeconds(6));
      assertThat(time.awaitUntil(START, Duration.ZERO)).isTrue();
      assertThat(time.awaitUntil(START.plusSeconds(1), Duration.ofSeconds(20))).isTrue();
      assertThat(time.awaitUntil(START.plusSeconds(3600), Duration.ofMillis(5))).isFalse();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldReadAnswersWhenWrittenEitherWay() throws IOException {
    assertThat(answer("{\"now\":\"2026-01-01T00:00:00Z\",\"speed\":60}"))
        .isEqualTo(new ClockAnswer(START, 60));
    assertThat(answer("{\"now\":1767225600000}")).isEqualTo(new ClockAnswer(START, 1));
  }

  @Test
  void shouldRefuseAnswersWhenTheyMakeNoSense() {
    assertThatThrownBy(() -> answer("{}")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> answer("{\"now\":1,\"speed\":-1}")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> answer("no")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> answer("")).isInstanceOf(IOException.class);
  }

  private static ClockAnswer answer(String body) throws IOException {
    return ClockAnswer.parse(body.getBytes(StandardCharsets.UTF_8));
  }
}
