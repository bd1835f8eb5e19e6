package io.reflexarc.actuator.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.reflexarc.actuator.post.Endpoint.Kind;
import io.reflexarc.actuator.post.Endpoint.Proof;
import io.reflexarc.schemas.text.DurationText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file of endpoints: a list under {@code endpoints}. Each mistake is named by its path, {@code
 * endpoints[0].url: …}, all of them at once.
 */
public final class EndpointsFile {

  private static final Set<String> KEYS =
      Set.of("name", "kind", "url", "urlFile", "secretFile", "proof", "caFile", "timeout", "plain");
  private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final long MOST_BYTES = 256 * 1024;
  private static final int MOST = 100;

  private final Path file;
  private final List<String> mistakes = new ArrayList<>();

  private EndpointsFile(Path file) {
    this.file = file;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException naming each mistake by its path, a line each
   */
  public static Endpoints read(Path file) {
    EndpointsFile reading = new EndpointsFile(file);
    Map<String, Endpoint> found = reading.endpoints();
    if (!reading.mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", reading.mistakes));
    }
    return new Endpoints(found);
  }

  private Map<String, Endpoint> endpoints() {
    JsonNode list = root().path("endpoints");
    Map<String, Endpoint> found = new LinkedHashMap<>();
    if (!list.isArray() || list.size() > MOST) {
      wrong("endpoints", "is no list of at most " + MOST + " endpoints");
      return found;
    }
    for (int i = 0; i < list.size(); i++) {
      String at = "endpoints[" + i + "]";
      endpoint(list.get(i), at)
          .filter(it -> found.put(it.name(), it) != null)
          .ifPresent(it -> wrong(at + ".name", "there are two of the name " + it.name()));
    }
    return found;
  }

  private JsonNode root() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        wrong("", "is longer than " + MOST_BYTES + " bytes");
        return MissingNode.getInstance();
      }
      return new YAMLMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      wrong("", "cannot be read as YAML: " + firstLine(e));
      return MissingNode.getInstance();
    }
  }

  private Optional<Endpoint> endpoint(JsonNode node, String at) {
    int before = mistakes.size();
    node.properties().stream()
        .map(Map.Entry::getKey)
        .filter(key -> !KEYS.contains(key))
        .forEach(key -> wrong(at + "." + key, "is not known"));
    String name = node.path("name").asText();
    if (!name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
      wrong(at + ".name", "is not a name of small letters, digits and -");
    }
    Kind kind = word(node, at, "kind", Kind.WEBHOOK, Kind.values());
    Optional<Secret> secret = secret(node, at);
    Proof proof = proof(node, at, kind, secret);
    URI url = url(node, at, kind);
    Optional<Path> ca = file(node, at, "caFile");
    Duration timeout = timeout(node, at);
    return mistakes.size() == before
        ? Optional.of(new Endpoint(name, kind, url, proof, secret, ca, timeout))
        : Optional.empty();
  }

  private Proof proof(JsonNode node, String at, Kind kind, Optional<Secret> secret) {
    Proof usual =
        secret.isEmpty()
            ? Proof.NONE
            : switch (kind) {
              case WEBHOOK -> Proof.HMAC;
              case PAGERDUTY -> Proof.ROUTING_KEY;
              case ALERTMANAGER, SLACK -> Proof.BEARER;
            };
    Proof proof = word(node, at, "proof", usual, Proof.values());
    if (secret.isEmpty() && (proof != Proof.NONE || kind == Kind.PAGERDUTY)) {
      wrong(at + ".secretFile", "is missing");
    }
    return proof;
  }

  private Optional<Secret> secret(JsonNode node, String at) {
    Optional<Secret> secret = file(node, at, "secretFile").map(Secret::new);
    secret.ifPresent(it -> content(it, at + ".secretFile"));
    return secret;
  }

  private URI url(JsonNode node, String at, Kind kind) {
    Optional<Path> secretly = file(node, at, "urlFile");
    String field = at + (secretly.isPresent() ? ".urlFile" : ".url");
    String usual = kind == Kind.PAGERDUTY ? PAGERDUTY : "";
    String text =
        secretly
            .map(path -> content(new Secret(path), field))
            .orElseGet(() -> node.path("url").asText(usual));
    try {
      URI url = URI.create(text);
      check(url, field, node.path("plain").asBoolean());
      return url;
    } catch (IllegalArgumentException e) {
      wrong(field, "is not a URL");
      return URI.create("");
    }
  }

  private void check(URI url, String field, boolean plain) {
    String scheme = String.valueOf(url.getScheme());
    String host = url.getHost();
    if (host == null || !Set.of("http", "https").contains(scheme)) {
      wrong(field, "is not a URL of https, or of http");
    } else if (url.getUserInfo() != null) {
      wrong(field, "has a user in it; give a secretFile");
    } else if (scheme.equals("http") && !plain && !isLoopback(host)) {
      wrong(field, "is of http beyond this machine; use https, or say plain: true");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  private Duration timeout(JsonNode node, String at) {
    String text = node.path("timeout").asText(DurationText.of(TIMEOUT));
    Optional<Duration> read = DurationText.parse(text);
    if (read.isEmpty() || read.get().isZero() || read.get().compareTo(LONGEST) > 0) {
      wrong(at + ".timeout", "'" + text + "' is not a duration of at most 1m, write 5s");
    }
    return read.orElse(TIMEOUT);
  }

  private Optional<Path> file(JsonNode node, String at, String key) {
    if (!node.has(key)) {
      return Optional.empty();
    }
    Path path = Path.of(node.path(key).asText());
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      wrong(at + "." + key, "cannot read " + path);
      return Optional.empty();
    }
    return Optional.of(path);
  }

  private String content(Secret secret, String field) {
    try {
      return secret.read();
    } catch (IOException e) {
      wrong(field, String.valueOf(e.getMessage()));
      return "";
    }
  }

  private <E extends Enum<E>> E word(JsonNode node, String at, String key, E usual, E[] all) {
    String text = node.path(key).asText(written(usual));
    return Stream.of(all)
        .filter(each -> written(each).equals(text))
        .findFirst()
        .orElseGet(
            () -> {
              String known =
                  Stream.of(all).map(EndpointsFile::written).collect(Collectors.joining(", "));
              wrong(at + "." + key, "'" + text + "' is not known, available: " + known);
              return usual;
            });
  }

  private static String written(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private void wrong(String path, String what) {
    mistakes.add(file + ": " + (path.isEmpty() ? "" : path + ": ") + what);
  }
}
