package io.reflexarc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class BenchMainTest {

  private final StringWriter words = new StringWriter();

  @Test
  void shouldRefuseWhenThereIsNoSuchBenchmark() {
    assertThat(run("no-such")).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhenTheClusterIsOutOfRange() {
    assertThat(run("--pods=7")).isEqualTo(2);
    assertThat(run("--rate=0")).isEqualTo(2);
  }

  @Test
  void shouldSayWhichThereAreWhenAskedForHelp() {
    assertThat(run("--help")).isZero();
    assertThat(words.toString()).contains("detector-scale").contains("--json");
  }

  private int run(String... args) {
    return BenchMain.run(new PrintWriter(words), Path.of("nowhere"), args);
  }
}
