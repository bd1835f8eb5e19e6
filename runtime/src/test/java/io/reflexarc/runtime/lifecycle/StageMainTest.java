package io.reflexarc.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.runtime.config.CommonConfig;
import io.reflexarc.runtime.config.InvalidConfigException;
import io.reflexarc.runtime.health.Health;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageMainTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("REFLEXARC_BOOTSTRAP_SERVERS", "a:1", "REFLEXARC_SCHEMA_REGISTRY_URL", "http://r:1");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Shutdown shutdown = new Shutdown();
  private final AtomicBoolean closed = new AtomicBoolean();

  @TempDir Path directory;

  @Test
  void shouldStopInOrderWhenAskedTo() {
    // given
    shutdown.ask();

    // when
    int exit = run((settings, time) -> new FakeStage(), "--set", "topic.prefix=x.");

    // then
    assertThat(exit).isEqualTo(StageMain.STOPPED);
    assertThat(closed).isTrue();
  }

  @Test
  void shouldReadTheFileWhenOneIsNamed() throws Exception {
    // given
    Path file = Files.writeString(directory.resolve("c.properties"), "cluster.name = prod");
    shutdown.ask();

    // when
    int exit =
        run(
            (settings, time) -> {
              assertThat(CommonConfig.of(settings).cluster()).isEqualTo("prod");
              return new FakeStage();
            },
            "--config",
            file.toString());

    // then
    assertThat(exit).isEqualTo(StageMain.STOPPED);
  }

  @Test
  void shouldPrintEveryMistakeWhenMisconfigured() {
    // when
    int exit =
        run((settings, time) -> new FakeStage(), "--set", "http.port=x", "--set", "topic.prefx=1");

    // then
    assertThat(exit).isEqualTo(StageMain.MISCONFIGURED);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("decider cannot start", "  - http.port: ", "  - topic.prefx: ");
  }

  @Test
  void shouldPrintTheMistakesWhenTheStageFindsThem() {
    int exit =
        run(
            (settings, time) -> {
              throw new InvalidConfigException(List.of("a: contradicts b"));
            });
    assertThat(exit).isEqualTo(StageMain.MISCONFIGURED);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("  - a: contradicts b");
  }

  @Test
  void shouldRefuseWhenTheCommandLineIsWrong() {
    assertThat(run((settings, time) -> new FakeStage(), "--cofnig", "--set", "x", "--config"))
        .isEqualTo(StageMain.MISCONFIGURED);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("--cofnig: there is no such option", "is not key=value", "names no file");
  }

  @Test
  void shouldExplainItselfWhenAskedForHelp() {
    assertThat(run((settings, time) -> new FakeStage(), "--help")).isEqualTo(StageMain.STOPPED);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("usage: decider");
  }

  @Test
  void shouldFailWhenTheStageCannotStart() {
    int exit =
        run(
            (settings, time) -> {
              throw new IllegalStateException("no broker");
            });
    assertThat(exit).isEqualTo(StageMain.FAILED);
  }

  private int run(StageStart start, String... args) {
    return StageMain.run(
        "decider",
        args,
        ENVIRONMENT,
        CommonConfig.definition(),
        start,
        shutdown,
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private final class FakeStage implements Stage {
    private final Health health = new Health();

    @Override
    public String name() {
      return "decider";
    }

    @Override
    public Health health() {
      return health;
    }

    @Override
    public int httpPort() {
      return 1;
    }

    @Override
    public void close() {
      health.close();
      closed.set(true);
    }
  }
}
