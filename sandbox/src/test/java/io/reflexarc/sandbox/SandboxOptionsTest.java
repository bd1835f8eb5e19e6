package io.reflexarc.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.sandbox.world.clock.Speed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SandboxOptionsTest {

  @Test
  void shouldRefuseWhenAnotherKafkasDataShouldBeKept() {
    // given
    // when
    // then
    assertThatThrownBy(() -> on("127.0.0.1:9092", true, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keeps its data itself");
  }

  @Test
  void shouldRefuseWhenAnotherKafkaIsGivenAPort() {
    // given
    // when
    // then
    assertThatThrownBy(() -> on("127.0.0.1:9092", false, 9093))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--kafka-port");
  }

  private static SandboxOptions on(String kafka, boolean keepData, int port) {
    return new SandboxOptions(
        Path.of("unused"),
        keepData,
        Optional.of(kafka),
        port,
        0,
        0,
        Optional.empty(),
        Speed.of(1),
        Instant.EPOCH,
        3,
        1);
  }
}
