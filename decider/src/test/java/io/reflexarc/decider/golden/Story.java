package io.reflexarc.decider.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.text.DurationText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What happens in a story. Times are offsets from the start, or from the moment at which the first
 * command was carried out: {@code 7m}, {@code action+30s}; for a workload, its pods and facts about
 * it that is the first command of their own target.
 *
 * <p>A story of one target has its {@code workload} and {@code pods} at the top; one of several has
 * a list {@code targets}, each with a {@code target} key and these. An entry of any list that has
 * {@code each: [a, b]} stands for one entry a word, with the word in place of {@code {}}.
 */
record Story(
    long startMillis,
    long untilMillis,
    long scrapeMillis,
    List<Cast> cast,
    List<Report> reports,
    List<Order> orders,
    List<Told> facts,
    List<Silence> noTicks) {

  static final String TARGET = "prod/shop/Deployment/checkout";

  /** A target, and what becomes of it. */
  record Cast(TargetKey target, List<Standing> standings, List<Pods> pods) {}

  /** The workload from a time on. */
  record Standing(Moment at, JsonNode versions, boolean rollingOut, JsonNode more) {}

  /** Pods of a version, and how they behave. */
  record Pods(
      String version,
      int count,
      Moment from,
      Optional<Moment> to,
      List<Phase> rps,
      List<Phase> errors,
      double memory,
      double memoryPerMinute,
      double filesPerMinute,
      double slowest,
      List<Silence> silent,
      Optional<String> node,
      List<Metric> metrics) {}

  /** A metric of their own: a counter that rises by so much a second, or a gauge. */
  record Metric(String name, Map<String, String> labels, boolean counter, List<Phase> amounts) {}

  /** From a time on, this much: a fraction of requests that fails, or an amount. */
  record Phase(Moment from, double amount) {

    /** How much it is now, by the last phase that was reached. */
    static double now(List<Phase> phases, long offset, long actionOffset) {
      double now = 0;
      for (Phase phase : phases) {
        now = phase.from().reached(offset, actionOffset) ? phase.amount() : now;
      }
      return now;
    }
  }

  /** Nothing is scraped in this time. */
  record Silence(Moment from, Moment to) {}

  /** A fact that is told, once or again and again; the same id is the same fact. */
  record Told(
      Moment at, Optional<Moment> until, long everyMillis, long lateMillis, JsonNode fact) {}

  /**
   * What the actuator reports of the next command, or of the next one of a target, and what it
   * reports of the same one after that.
   */
  record Report(
      Optional<String> target,
      String stage,
      Optional<String> gate,
      long afterMillis,
      String reason,
      List<Report> then) {

    static Report of(JsonNode report) {
      return new Report(
          Optional.ofNullable(report.get("target")).map(JsonNode::asText),
          report.path("stage").asText(),
          Optional.ofNullable(report.get("gate")).map(JsonNode::asText),
          duration(report.path("after").asText("3s")),
          report.path("reason").asText("done"),
          each(report.path("then"), Report::of));
    }

    boolean isOf(String other) {
      return target.isEmpty() || target.get().equals(other);
    }
  }

  /**
   * What a human orders, for a scope or, where that is {@code command}, for the command that was
   * last proposed; given when it is published, or before.
   */
  record Order(
      Moment at,
      Optional<Moment> given,
      String scope,
      String verb,
      String reason,
      Optional<Moment> until) {}

  /** An offset from the start, or from the first action. */
  record Moment(boolean fromAction, long millis) {
    static Moment of(String text) {
      boolean fromAction = text.startsWith("action+");
      return new Moment(fromAction, duration(fromAction ? text.substring(7) : text));
    }

    boolean reached(long offset, long actionOffset) {
      return fromAction ? actionOffset >= 0 && offset >= actionOffset + millis : offset >= millis;
    }
  }

  static Story of(JsonNode node) {
    return new Story(
        Instant.parse(node.path("start").asText("2026-01-05T09:00:00Z")).toEpochMilli(),
        duration(node.path("until").asText()),
        duration(node.path("scrape").asText("10s")),
        node.has("targets") ? each(node.path("targets"), Story::cast) : List.of(cast(node)),
        each(node.path("reports"), Report::of),
        each(
            node.path("orders"),
            order ->
                new Order(
                    Moment.of(order.path("at").asText()),
                    Optional.ofNullable(order.get("given")).map(it -> Moment.of(it.asText())),
                    order.path("scope").asText(),
                    order.path("verb").asText(),
                    order.path("reason").asText("to look into it"),
                    Optional.ofNullable(order.get("until"))
                        .map(until -> Moment.of(until.asText())))),
        each(node.path("facts"), Story::told),
        each(node.path("noTicks"), Story::silence));
  }

  /** Whether more than one target is told of. */
  boolean ofSeveral() {
    return cast.size() > 1;
  }

  private static Cast cast(JsonNode node) {
    return new Cast(
        TargetKey.parse(node.path("target").asText(TARGET)),
        each(node.path("workload"), Story::standing),
        each(node.path("pods"), Story::pods));
  }

  private static Told told(JsonNode node) {
    return new Told(
        Moment.of(node.path("at").asText("0s")),
        Optional.ofNullable(node.get("until")).map(until -> Moment.of(until.asText())),
        duration(node.path("every").asText("1s")),
        duration(node.path("late").asText("0s")),
        node);
  }

  private static Silence silence(JsonNode node) {
    return new Silence(Moment.of(node.get(0).asText()), Moment.of(node.get(1).asText()));
  }

  private static Standing standing(JsonNode node) {
    return new Standing(
        Moment.of(node.path("at").asText("0s")),
        node.path("versions"),
        node.path("rollingOut").asBoolean(false),
        node);
  }

  private static Pods pods(JsonNode node) {
    return new Pods(
        node.path("version").asText(),
        node.path("count").asInt(1),
        Moment.of(node.path("from").asText("0s")),
        Optional.ofNullable(node.get("to")).map(to -> Moment.of(to.asText())),
        phases(node.path("rps"), rps -> rps.asDouble(20)),
        phases(node.path("errors"), Story::percent),
        node.path("memory").asDouble(180e6),
        node.path("memoryPerMinute").asDouble(0),
        node.path("filesPerMinute").asDouble(0),
        node.path("slowest").asDouble(0.1),
        each(node.path("silent"), Story::silence),
        Optional.ofNullable(node.get("node")).map(JsonNode::asText),
        each(node.path("metrics"), Story::metric));
  }

  private static Metric metric(JsonNode node) {
    Map<String, String> labels = new TreeMap<>();
    node.path("labels").properties().forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
    boolean counter = node.has("perSecond");
    return new Metric(
        node.path("name").asText(),
        labels,
        counter,
        phases(node.path(counter ? "perSecond" : "value"), JsonNode::asDouble));
  }

  /** One amount, or what it is from each time on. */
  private static List<Phase> phases(JsonNode node, ToDoubleFunction<JsonNode> read) {
    return node.isArray()
        ? each(node, it -> new Phase(Moment.of(it.get(0).asText()), read.applyAsDouble(it.get(1))))
        : List.of(new Phase(new Moment(false, 0), read.applyAsDouble(node)));
  }

  private static double percent(JsonNode node) {
    String text = node.asText("0%");
    return text.endsWith("%")
        ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
        : node.asDouble();
  }

  static long duration(String text) {
    boolean before = text.startsWith("-");
    long millis =
        DurationText.parse(before ? text.substring(1) : text)
            .orElseThrow(() -> new IllegalArgumentException("no duration: '" + text + "'"))
            .toMillis();
    return before ? -millis : millis;
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    array.forEach(node -> copies(node).forEach(copy -> all.add(read.apply(copy))));
    return all;
  }

  /** One entry for each word of its {@code each}, with the word in place of {@code {}}. */
  private static List<JsonNode> copies(JsonNode node) {
    List<JsonNode> copies = new ArrayList<>();
    node.path("each").forEach(word -> copies.add(filled(node, word.asText())));
    return node.has("each") ? copies : List.of(node);
  }

  private static JsonNode filled(JsonNode node, String word) {
    if (node.isTextual()) {
      return TextNode.valueOf(node.asText().replace("{}", word));
    }
    if (node instanceof ArrayNode array) {
      ArrayNode filled = array.arrayNode();
      array.forEach(each -> filled.add(filled(each, word)));
      return filled;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode filled = object.objectNode();
      object.properties().forEach(it -> filled.set(it.getKey(), filled(it.getValue(), word)));
      return filled;
    }
    return node;
  }
}
