package io.reflexarc.sandbox.world.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a world behaves, read from YAML: the requests to its Services and the ways of its versions.
 *
 * <pre>{@code
 * namespace: shop
 * traffic:
 *   - {service: checkout, requestsPerSecond: 200, countries: {DE: 60, US: 40}, daily: 0.3}
 * versions:
 *   checkout:
 *     v4:
 *       errorRatio: 0.0005
 *       errorRatioByCountry: {FR: 0.2}
 *       latency: {median: 40ms, p99: 130ms}
 *       memory: {baseline: 180Mi, leakPerSecond: 275Ki, leakPerRequest: 0, warmUp: 60s,
 *                sawtooth: 12Mi, sawtoothPeriod: 40s}
 *       pressure: {onset: 0.5, errorRatioAtLimit: 0.2, slowdownAtLimit: 8}
 *       startup: 3s
 *       crashAfter: 0s
 *       cpuPerRequest: 2ms
 *       openFiles: 60
 *       openFilesLeakPerSecond: 0
 *       openFilesAtMost: 65536
 *       answers: true
 *       atMostPerSecond: 0
 *       calls:
 *         - {service: db, perRequest: 1, perSecond: 0,
 *            unless: {configMap: flags, key: recommendations, is: "off"}}
 * network:
 *   - {from: checkout, to: db, latency: 200ms, loss: 0}
 * }</pre>
 *
 * Clients of {@code traffic} may name a {@code route} in place of a {@code service}, and send what
 * fails again up to {@code retries} times. Without {@code from} the network is meant between all
 * callers and that Service.
 *
 * <p>What a version does not say is as in {@link Behaviour#HEALTHY}.
 *
 * @param traffic requests to Services
 * @param versions behaviour of the versions that are described
 * @param network where it is not as it should be
 */
public record BehaviourFile(
    List<Traffic> traffic, Map<AppVersion, Behaviour> versions, Map<Links.Between, Link> network) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final int LARGEST = 4 << 20;

  /** Copies. */
  public BehaviourFile {
    traffic = List.copyOf(traffic);
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    network = Collections.unmodifiableMap(new LinkedHashMap<>(network));
  }

  /**
   * Reads a file's text.
   *
   * @throws IllegalArgumentException naming the field that is wrong and what it should be
   */
  public static BehaviourFile parse(String text) {
    if (text.length() > LARGEST) {
      throw new IllegalArgumentException("behaviour: more than 4 MiB of text");
    }
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("behaviour: no valid YAML: " + e.getOriginalMessage(), e);
    }
    Fields fields =
        new Fields("behaviour", root, List.of("namespace", "traffic", "versions", "network"));
    String namespace = fields.text("namespace", "default");
    List<Traffic> traffic = new ArrayList<>();
    int index = 0;
    for (JsonNode item : root.path("traffic")) {
      traffic.add(traffic(namespace, "traffic[" + index++ + "]", item));
    }
    Map<AppVersion, Behaviour> versions = new LinkedHashMap<>();
    root.path("versions")
        .properties()
        .forEach(
            app ->
                app.getValue()
                    .properties()
                    .forEach(
                        version ->
                            versions.put(
                                new AppVersion(namespace, app.getKey(), version.getKey()),
                                behaviour(
                                    "versions." + app.getKey() + "." + version.getKey(),
                                    version.getValue()))));
    return new BehaviourFile(traffic, versions, network(namespace, root.path("network")));
  }

  private static Map<Links.Between, Link> network(String namespace, JsonNode list) {
    Map<Links.Between, Link> network = new LinkedHashMap<>();
    for (JsonNode item : list) {
      String path = "network[" + network.size() + "]";
      String to = item.path("to").asText();
      if (to.isEmpty()) {
        throw new IllegalArgumentException(path + ".to: is missing, name the Service");
      }
      String from = item.path("from").asText(Links.Between.ANYBODY);
      network.put(new Links.Between(namespace, from, to), link(path, item));
    }
    return network;
  }

  private static Traffic traffic(String namespace, String path, JsonNode item) {
    Fields fields =
        new Fields(
            path,
            item,
            List.of("service", "route", "requestsPerSecond", "retries", "countries", "daily"));
    String service = fields.text("service", "");
    String route = fields.text("route", "");
    if (service.isEmpty() && route.isEmpty()) {
      throw new IllegalArgumentException(path + ".service: is missing, name the Service");
    } else if (!service.isEmpty() && !route.isEmpty()) {
      throw new IllegalArgumentException(path + ".route: leads elsewhere, leave out the service");
    }
    Traffic steady = Traffic.steady(namespace, service, 0);
    Map<String, Double> countries = fields.numbers("countries");
    return new Traffic(
        namespace,
        service,
        route,
        (int) fields.number("retries", 0),
        fields.number("requestsPerSecond", 0),
        countries.isEmpty() ? steady.countries() : countries,
        fields.number("daily", 0));
  }

  private static Behaviour behaviour(String path, JsonNode node) {
    Fields fields =
        new Fields(
            path,
            node,
            List.of(
                "errorRatio",
                "errorRatioByCountry",
                "latency",
                "memory",
                "pressure",
                "startup",
                "crashAfter",
                "cpuPerRequest",
                "openFiles",
                "openFilesLeakPerSecond",
                "openFilesAtMost",
                "answers",
                "atMostPerSecond",
                "calls"));
    Behaviour usual = Behaviour.HEALTHY;
    return fields.checked(
        () ->
            new Behaviour(
                fields.number("errorRatio", usual.errorRatio()),
                fields.numbers("errorRatioByCountry"),
                latency(path, node.path("latency"), usual.latency()),
                memory(path, node.path("memory"), usual.memory()),
                pressure(path, node.path("pressure"), usual.pressure()),
                fields.duration("startup", usual.startup()),
                fields.duration("crashAfter", usual.crashAfter()),
                fields.millis("cpuPerRequest", usual.cpuMillisPerRequest()),
                files(fields, usual.files()),
                serving(path, fields, node.path("calls"), usual.serving())));
  }

  private static Behaviour.Files files(Fields fields, Behaviour.Files usual) {
    return new Behaviour.Files(
        (int) fields.number("openFiles", usual.atRest()),
        fields.number("openFilesLeakPerSecond", usual.leakPerSecond()),
        (int) fields.number("openFilesAtMost", usual.atMost()));
  }

  private static Behaviour.Serving serving(
      String path, Fields fields, JsonNode calls, Behaviour.Serving usual) {
    List<Call> made = new ArrayList<>();
    for (JsonNode call : calls) {
      made.add(call(path + ".calls[" + made.size() + "]", call));
    }
    return new Behaviour.Serving(
        fields.truth("answers", usual.answers()),
        fields.number("atMostPerSecond", usual.atMostPerSecond()),
        made);
  }

  private static Call call(String path, JsonNode node) {
    Fields fields = new Fields(path, node, List.of("service", "perRequest", "perSecond", "unless"));
    return fields.checked(
        () ->
            new Call(
                fields.text("service", ""),
                fields.number("perRequest", 1),
                fields.number("perSecond", 0),
                Optional.of(node.path("unless"))
                    .filter(it -> !it.isMissingNode())
                    .map(it -> unless(path + ".unless", it))));
  }

  private static Call.Switch unless(String path, JsonNode node) {
    Fields fields = new Fields(path, node, List.of("configMap", "key", "is"));
    return new Call.Switch(
        fields.text("configMap", ""), fields.text("key", ""), fields.text("is", ""));
  }

  private static Link link(String path, JsonNode node) {
    Fields fields = new Fields(path, node, List.of("from", "to", "latency", "loss"));
    return fields.checked(
        () -> new Link(fields.millis("latency", 0) / 1000, fields.number("loss", 0)));
  }

  private static Behaviour.Latency latency(String path, JsonNode node, Behaviour.Latency usual) {
    Fields fields = new Fields(path + ".latency", node, List.of("median", "p99"));
    double median = fields.millis("median", usual.medianSeconds() * 1000) / 1000;
    double p99 = fields.millis("p99", median * Math.exp(2.326 * usual.sigma()) * 1000) / 1000;
    return new Behaviour.Latency(median, Math.log(p99 / median) / 2.326);
  }

  private static Behaviour.Memory memory(String path, JsonNode node, Behaviour.Memory usual) {
    Fields fields =
        new Fields(
            path + ".memory",
            node,
            List.of(
                "baseline",
                "leakPerSecond",
                "leakPerRequest",
                "warmUp",
                "sawtooth",
                "sawtoothPeriod"));
    return new Behaviour.Memory(
        (long) fields.bytes("baseline", (double) usual.baselineBytes()),
        fields.bytes("leakPerSecond", usual.leakBytesPerSecond()),
        fields.bytes("leakPerRequest", usual.leakBytesPerRequest()),
        fields.duration("warmUp", usual.warmUp()),
        (long) fields.bytes("sawtooth", (double) usual.sawtoothBytes()),
        fields.duration("sawtoothPeriod", usual.sawtoothPeriod()));
  }

  private static Behaviour.Pressure pressure(String path, JsonNode node, Behaviour.Pressure usual) {
    Fields fields =
        new Fields(
            path + ".pressure", node, List.of("onset", "errorRatioAtLimit", "slowdownAtLimit"));
    return new Behaviour.Pressure(
        fields.number("onset", usual.onset()),
        fields.number("errorRatioAtLimit", usual.errorRatioAtLimit()),
        fields.number("slowdownAtLimit", usual.slowdownAtLimit()));
  }
}
