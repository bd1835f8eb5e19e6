package io.reflexarc.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.ActuatorConfig;
import io.reflexarc.decider.DeciderConfig;
import io.reflexarc.detector.DetectorConfig;
import io.reflexarc.runtime.config.CommonConfig;
import io.reflexarc.runtime.config.ConfigPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page of the configuration is what the definitions say. */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("../docs/reference/configuration.md");

  private static final String PREFACE =
      """
      # Configuration

      A stage reads `--config FILE` (properties), then the environment, then `--set KEY=VALUE`; the later wins. The
      variable of `topic.prefix` is `REFLEXARC_TOPIC_PREFIX`, and so on. Every mistake is named at once, and the stage
      then exits with 2. One file may serve all stages: keys of other stages are left alone. This page is generated
      from the definitions.

      Durations are written `500ms`, `90s`, `10m`, `1h30m`, `7d`.

      ## Passed on as they stand

      | key | goes to |
      |---|---|
      | `kafka.*` | every Kafka client, without the prefix: `kafka.security.protocol` |
      | `kafka.producer.*`, `kafka.consumer.*`, `kafka.admin.*`, `kafka.streams.*` | clients of that role alone; wins over `kafka.*` |
      | `schema.registry.*`, `basic.auth.*`, `bearer.auth.*`, `auto.register.schemas`, `use.latest.version`, `normalize.schemas`, `value.max.bytes` | the serializers, under their own names |

      ## Logs (environment only)

      | variable | default | what it does |
      |---|---|---|
      | `REFLEXARC_LOG_FORMAT` | `text` | `text` for people, `json` for machines; both on standard error |
      | `REFLEXARC_LOG_LEVEL` | `INFO` | level of Reflexarc's own loggers |
      | `REFLEXARC_LOG_KAFKA` | `WARN` | level of Kafka's loggers |
      | `REFLEXARC_LOG_ROOT` | `WARN` | level of everything else |

      """;

  @Test
  void shouldBeWhatTheDefinitionsSayWhenPageIsRead() throws IOException {
    // given
    String page =
        PREFACE
            + ConfigPage.render("All stages", CommonConfig.definition())
            + ConfigPage.renderOwn("Detector", DetectorConfig.definition())
            + ConfigPage.renderOwn("Decider", DeciderConfig.definition())
            + ConfigPage.renderOwn("Actuator", ActuatorConfig.definition());

    // then
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("%s is to hold:\n%s\nEND", PAGE, page)
        .isEqualTo(page);
  }
}
