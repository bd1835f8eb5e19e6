package io.reflexarc.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.avro.Schema;

/**
 * Speaks the part of Confluent's schema registry API that serdes need. Answers are remembered both
 * ways (an id never changes its meaning), also for a short while that an id is unknown or unusable.
 * Safe for use by several threads; holds no resource that must be closed.
 *
 * <p>Every method throws {@link RegistryException}, whose {@link RegistryException#problem} tells
 * what kind of trouble it is.
 */
public final class RegistryClient {

  private static final int MOST_REMEMBERED = 1_000;
  private static final Duration MISSED_FOR = Duration.ofSeconds(30);

  private final RegistryHttp http;
  private final BoundedCache<Integer, Schema> schemas = new BoundedCache<>(MOST_REMEMBERED);
  private final BoundedCache<Integer, Miss> misses = new BoundedCache<>(MOST_REMEMBERED);
  private final BoundedCache<Named, Integer> registered = new BoundedCache<>(MOST_REMEMBERED);
  private final BoundedCache<Named, Integer> found = new BoundedCache<>(MOST_REMEMBERED);

  private record Named(String subject, Schema schema) {}

  private record Miss(RegistryException answer, long untilNanos) {}

  /**
   * One version of a subject.
   *
   * @param id the id in the wire format
   * @param version counts from 1 within the subject
   * @param schema what it says
   */
  public record Version(int id, int version, Schema schema) {}

  /** A client; nothing is asked yet. */
  public RegistryClient(RegistrySettings settings) {
    this.http = new RegistryHttp(settings);
  }

  /** Registers a schema as the subject's next version unless it is there already; its id. */
  public int register(String subject, Schema schema) {
    Named named = new Named(subject, schema);
    Integer known = registered.get(named);
    if (known != null) {
      return known;
    }
    int id = id(http.post(versions(subject) + "?normalize=false", body(schema)));
    registered.put(named, id);
    return id;
  }

  /** The id of a schema that is registered under the subject already. */
  public int find(String subject, Schema schema) {
    Named named = new Named(subject, schema);
    Integer known = found.get(named);
    if (known != null) {
      return known;
    }
    String path = "/subjects/" + encoded(subject) + "?normalize=false&deleted=false";
    int id = id(http.post(path, body(schema)));
    found.put(named, id);
    return id;
  }

  /** The newest version of a subject; asked for each time. */
  public Version latest(String subject) {
    JsonNode answer = http.get(versions(subject) + "/latest");
    return new Version(
        id(answer), answer.path("version").asInt(), schema(answer, "subject " + subject + "'s"));
  }

  /** The schema with this id, which was met in a record of the subject. */
  public Schema schema(int id, String subject) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Miss miss = misses.get(id);
    if (miss != null && System.nanoTime() - miss.untilNanos() < 0) {
      throw miss.answer();
    }
    Schema schema = fetch(id, subject);
    schemas.put(id, schema);
    return schema;
  }

  /**
   * Asks once, without a second try, whether it answers at all: for a readiness check.
   *
   * @throws RegistryException when it does not
   */
  public void check() {
    http.getOnce("/schemas/types");
  }

  private Schema fetch(int id, String subject) {
    String path = "/schemas/ids/" + Integer.toUnsignedString(id) + "?fetchMaxId=false&subject=";
    try {
      return schema(http.get(path + encoded(subject)), "id " + id + "'s");
    } catch (RegistryException e) {
      if (e.problem() == Problem.UNKNOWN || e.problem() == Problem.UNEXPECTED) {
        misses.put(id, new Miss(e, System.nanoTime() + MISSED_FOR.toNanos()));
      }
      throw e;
    }
  }

  private static Schema schema(JsonNode answer, String whose) {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new RegistryException(Problem.UNEXPECTED, whose + " schema is " + type + ", not Avro");
    }
    JsonNode text = answer.get("schema");
    if (text == null || !text.isTextual()) {
      throw new RegistryException(Problem.UNEXPECTED, whose + " answer has no 'schema'");
    }
    return SchemaText.parse(text.asText(), whose);
  }

  private static int id(JsonNode answer) {
    JsonNode id = answer.get("id");
    if (id == null || !id.canConvertToInt() || id.asInt() < 0) {
      throw new RegistryException(
          Problem.UNEXPECTED, "the answer has no 'id'; is this a schema registry?");
    }
    return id.asInt();
  }

  private static ObjectNode body(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", SchemaText.of(schema));
  }

  private static String versions(String subject) {
    return "/subjects/" + encoded(subject) + "/versions";
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
