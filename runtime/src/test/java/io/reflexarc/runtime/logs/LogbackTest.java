package io.reflexarc.runtime.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogbackTest {

  @Test
  void shouldWriteOneReadableLineWhenFormatIsText() throws JoranException {
    // given
    LoggerContext context = configured("text");

    // when
    String line = encoded(context);

    // then
    assertThat(line)
        .matches(
            "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  \\[actuator] Claim - waits 3 s c/shop/Deployment/a i1\n");
  }

  @Test
  void shouldWriteOneObjectALineWhenFormatIsJson() throws JoranException, IOException {
    // given
    LoggerContext context = configured("json");

    // when
    JsonNode line = new ObjectMapper().readTree(encoded(context));

    // then
    assertThat(line.at("/level").asText()).isEqualTo("WARN");
    assertThat(line.at("/formattedMessage").asText()).isEqualTo("waits 3 s");
    assertThat(line.at("/mdc/incident").asText()).isEqualTo("i1");
  }

  @Test
  void shouldBeQuietWhenKafkaSpeaks() throws JoranException {
    // given
    LoggerContext context = configured("text");

    // then
    assertThat(context.getLogger("org.apache.kafka.clients.NetworkClient").getEffectiveLevel())
        .isEqualTo(Level.WARN);
    assertThat(context.getLogger("io.reflexarc.detector.Detector").getEffectiveLevel())
        .isEqualTo(Level.INFO);
  }

  private static LoggerContext configured(String format) throws JoranException {
    LoggerContext context = new LoggerContext();
    context.putProperty("REFLEXARC_LOG_FORMAT", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogbackTest.class.getResource("/logback.xml"));
    return context;
  }

  private static String encoded(LoggerContext context) {
    Logger logger = context.getLogger("io.reflexarc.actuator.Claim");
    LoggingEvent event =
        new LoggingEvent("", logger, Level.WARN, "waits {} s", null, new Object[] {3});
    event.setMDCPropertyMap(
        Map.of(
            LogKeys.STAGE, "actuator",
            LogKeys.TARGET, "c/shop/Deployment/a",
            LogKeys.INCIDENT, "i1"));
    ConsoleAppender<ILoggingEvent> console =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE");
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
