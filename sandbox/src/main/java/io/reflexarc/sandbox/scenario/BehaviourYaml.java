package io.reflexarc.sandbox.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.reflexarc.sandbox.world.traffic.AppVersion;
import io.reflexarc.sandbox.world.traffic.Behaviour;
import io.reflexarc.sandbox.world.traffic.Traffic;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code behaviour.yaml}: requests to each Service, and where a version differs from a
 * healthy one. Bytes are written {@code 180Mi}.
 */
final class BehaviourYaml {

  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(new SimpleModule().addDeserializer(Bytes.class, new BytesReader()))
          .build()
          .readerFor(Written.class);

  /**
   * How the world behaves.
   *
   * @param traffic requests to each Service
   * @param versions how each version behaves
   */
  record Ways(List<Traffic> traffic, Map<AppVersion, Behaviour> versions) {}

  private record Bytes(double count) {}

  private record Written(
      @JsonProperty(required = true) String namespace,
      @JsonProperty(required = true) List<WrittenTraffic> traffic,
      @JsonProperty(required = true) Map<String, Map<String, WrittenVersion>> versions) {}

  private record WrittenTraffic(
      @JsonProperty(required = true) String service,
      @JsonProperty(required = true) double requestsPerSecond) {}

  private record WrittenVersion(
      @Nullable Double errorRatio,
      @Nullable WrittenMemory memory,
      @Nullable WrittenPressure pressure) {

    Behaviour behaviour() {
      Behaviour behaviour = Behaviour.HEALTHY;
      behaviour = errorRatio == null ? behaviour : behaviour.withErrorRatio(errorRatio);
      behaviour =
          memory == null ? behaviour : behaviour.withMemory(memory.memory(behaviour.memory()));
      return pressure == null ? behaviour : pressure.on(behaviour);
    }
  }

  private record WrittenMemory(@Nullable Bytes baseline, @Nullable Bytes leakPerSecond) {

    Behaviour.Memory memory(Behaviour.Memory healthy) {
      return new Behaviour.Memory(
          baseline == null ? healthy.baselineBytes() : (long) baseline.count(),
          leakPerSecond == null ? healthy.leakBytesPerSecond() : leakPerSecond.count(),
          healthy.leakBytesPerRequest(),
          healthy.warmUp(),
          healthy.sawtoothBytes(),
          healthy.sawtoothPeriod());
    }
  }

  private record WrittenPressure(
      @Nullable Double onset,
      @Nullable Double errorRatioAtLimit,
      @Nullable Double slowdownAtLimit) {

    Behaviour on(Behaviour behaviour) {
      Behaviour.Pressure healthy = behaviour.pressure();
      return new Behaviour(
          behaviour.errorRatio(),
          behaviour.errorRatioByCountry(),
          behaviour.latency(),
          behaviour.memory(),
          new Behaviour.Pressure(
              onset == null ? healthy.onset() : onset,
              errorRatioAtLimit == null ? healthy.errorRatioAtLimit() : errorRatioAtLimit,
              slowdownAtLimit == null ? healthy.slowdownAtLimit() : slowdownAtLimit),
          behaviour.startup(),
          behaviour.crashAfter(),
          behaviour.cpuMillisPerRequest(),
          behaviour.openFiles(),
          behaviour.openFilesLeakPerSecond());
    }
  }

  private BehaviourYaml() {}

  /**
   * Reads a folder's file.
   *
   * @throws ScenarioException naming what is wrong in it
   */
  static Ways read(ScenarioFolder folder) {
    String text = folder.text(ScenarioFolder.BEHAVIOUR);
    try {
      Written written = READER.readValue(text);
      Map<AppVersion, Behaviour> versions = new LinkedHashMap<>();
      written.versions.forEach(
          (app, byVersion) ->
              byVersion.forEach(
                  (version, ways) ->
                      versions.put(
                          new AppVersion(written.namespace, app, version), ways.behaviour())));
      List<Traffic> traffic =
          written.traffic.stream()
              .map(t -> Traffic.steady(written.namespace, t.service, t.requestsPerSecond))
              .toList();
      return new Ways(traffic, versions);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new ScenarioException(
          folder.name() + ": " + ScenarioFolder.BEHAVIOUR + ": " + e.getMessage(), e);
    }
  }

  /** {@code 180Mi}, {@code 275Ki}, {@code 12}. */
  private static final class BytesReader extends StdScalarDeserializer<Bytes> {

    private static final long serialVersionUID = 1L;
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(Ki|Mi|Gi)?");

    BytesReader() {
      super(Bytes.class);
    }

    @Override
    public Bytes deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      Matcher matcher = FORM.matcher(parser.getText());
      if (!matcher.matches()) {
        return (Bytes)
            context.handleWeirdStringValue(
                Bytes.class, parser.getText(), "not a size, write 180Mi, 275Ki or 12");
      }
      int power =
          matcher.group(2) == null ? 0 : List.of("Ki", "Mi", "Gi").indexOf(matcher.group(2)) + 1;
      return new Bytes(Double.parseDouble(matcher.group(1)) * Math.pow(1024, power));
    }
  }
}
