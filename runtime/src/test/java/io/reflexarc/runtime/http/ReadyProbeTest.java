package io.reflexarc.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReadyProbeTest {

  private Javalin server;

  @BeforeEach
  void start() {
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.get("/ready", context -> context.status(200));
                  config.routes.get("/not-ready", context -> context.status(503));
                })
            .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void shouldBeOkOnlyWhenTheAnswerIs200() throws InterruptedException {
    assertThat(ReadyProbe.isOk(at("/ready"))).isTrue();
    assertThat(ReadyProbe.isOk(at("/not-ready"))).isFalse();
  }

  @Test
  void shouldNotBeOkWhenNobodyListens() throws InterruptedException {
    URI gone = at("/ready");
    server.stop();
    assertThat(ReadyProbe.isOk(gone)).isFalse();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
