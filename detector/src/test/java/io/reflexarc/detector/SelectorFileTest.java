package io.reflexarc.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflexarc.detector.scrape.Selection;
import io.reflexarc.runtime.config.InvalidConfigException;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectorFileTest {

  @TempDir private Path folder;

  private final StageMetrics metrics = new StageMetrics("detector");
  private final Selection selection = new Selection();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void shouldNotStartWhenTheFileIsWrongOrMissing() throws IOException {
    Path file = write("- {name: all, selector: {}, ports: 9090}");

    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> SelectorFile.read(file, selection, metrics))
        .withMessage(
            "detector.scrape.selectors.file [0].port: is missing, write the number of a port or the"
                + " name of one\ndetector.scrape.selectors.file [0].ports: there is no such field,"
                + " did you mean port?");
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> SelectorFile.read(folder.resolve("none"), selection, metrics));
  }

  @Test
  void shouldTakeAChangeAndKeepTheLastGoodOneWhenTheFileChanges() throws IOException {
    Path file = write("- {name: all, selector: {}, port: 9090}");
    SelectorFile selectors = SelectorFile.read(file, selection, metrics);
    assertThat(inForce()).isEqualTo(1);

    write("- {name: a, selector: {}, port: 1}\n- {name: b, selector: {}, port: 2}");
    selectors.look();
    assertThat(inForce()).isEqualTo(2);

    write("- {name: a}");
    selectors.look();
    selectors.look();
    Files.delete(file);
    selectors.look();
    assertThat(inForce()).isEqualTo(2);
    assertThat(metrics.registry().counter(metrics.name("scrape.selectors.refused")).count())
        .isEqualTo(2);
  }

  private double inForce() {
    return metrics.registry().get(metrics.name("scrape.selectors")).gauge().value();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("selectors.yaml"), text);
  }
}
