package io.reflexarc.detector.cloudevent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.detector.intake.Fields;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import io.reflexarc.detector.intake.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads CloudEvents of the structured and of the binary mode of the HTTP binding 1.0.2. */
final class CloudEventReader {

  private static final String HEADER = "ce-";
  private static final String DATA = "data";
  private static final String DATA_BASE64 = "data_base64";
  private static final String CONTENT_TYPE = "datacontenttype";
  private static final int LONGEST = 1_024;
  private static final Set<String> CORE =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          CONTENT_TYPE,
          DATA,
          DATA_BASE64);

  private CloudEventReader() {}

  /** Of a JSON object. */
  static CloudEvent structured(String path, JsonNode json) throws WrongFieldException {
    Fields fields = new Fields(path, json);
    if (!json.isObject()) {
      throw fields.wrong("specversion", "is missing, write a JSON object with \"1.0\" in it");
    }
    if (!fields.text("specversion", LONGEST).equals(CloudEvent.SPEC_VERSION)) {
      throw fields.wrong("specversion", "is not \"1.0\"");
    }
    return new CloudEvent(
        path,
        fields.text("id", LONGEST),
        fields.text("source", LONGEST),
        fields.text("type", LONGEST),
        fields.optionalText("subject", LONGEST),
        fields.optionalTime("time"),
        extensions(fields, json),
        data(fields, json));
  }

  /** Of headers and a body that is the data. */
  static CloudEvent binary(Map<String, String> headers, byte[] body) throws WrongFieldException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().startsWith(HEADER)) {
        String name = header.getKey().substring(HEADER.length());
        if (name.equals(DATA) || name.equals(DATA_BASE64) || name.equals(CONTENT_TYPE)) {
          throw new Fields("", json).wrong(header.getKey(), "cannot be a header, leave it out");
        }
        json.put(name, decoded(header.getValue()));
      }
    }
    String type = headers.get("content-type");
    if (type != null) {
      json.put(CONTENT_TYPE, type);
    }
    if (body.length > 0) {
      json.put(DATA_BASE64, Base64.getEncoder().encodeToString(body));
    }
    return structured("", json);
  }

  /** Whether an attribute may have that name, and the specification has none of it. */
  static boolean isExtension(String name) {
    return name.matches("[a-z0-9]{1,20}") && !CORE.contains(name);
  }

  private static Map<String, String> extensions(Fields fields, JsonNode json)
      throws WrongFieldException {
    Map<String, String> extensions = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String name = entry.getKey();
      if (CORE.contains(name)) {
        continue;
      }
      JsonNode value = entry.getValue();
      if (!isExtension(name)) {
        throw fields.wrong(
            Fields.shown(name), "is no name of an attribute, write 1 to 20 of a-z and 0-9");
      }
      if (!value.isValueNode() || value.isNull() || value.asText().length() > LONGEST) {
        throw fields.wrong(name, "is not a text, number or boolean of at most 1024 characters");
      }
      extensions.put(name, value.asText());
    }
    if (extensions.size() > Fields.MOST_LABELS) {
      throw fields.wrong("specversion", "has more than 64 further attributes beside it");
    }
    return extensions;
  }

  private static JsonNode data(Fields fields, JsonNode json) throws WrongFieldException {
    String encoded = fields.optionalText(DATA_BASE64, Integer.MAX_VALUE);
    boolean plain = json.hasNonNull(DATA);
    if (encoded == null && !plain) {
      return MissingNode.getInstance();
    }
    if (encoded != null && plain) {
      throw fields.wrong(DATA_BASE64, "stands beside data, leave one of them out");
    }
    String type = fields.optionalText(CONTENT_TYPE, LONGEST);
    if (type != null && !isJson(type)) {
      throw fields.wrong(CONTENT_TYPE, "is not application/json");
    }
    if (encoded == null) {
      return json.path(DATA);
    }
    try {
      return Json.read(Base64.getDecoder().decode(encoded))
          .orElseThrow(() -> fields.wrong(DATA, "is not JSON"));
    } catch (IllegalArgumentException e) {
      throw fields.wrong(DATA_BASE64, "is not base64");
    }
  }

  private static boolean isJson(String type) {
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return media.equals("application/json")
        || (media.startsWith("application/") && media.endsWith("+json"));
  }

  /** Percent-decoding as the HTTP binding asks for; what is no escape stays as it is. */
  private static String decoded(String header) {
    if (header.indexOf('%') < 0) {
      return header;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] raw = header.getBytes(StandardCharsets.UTF_8);
    int i = 0;
    while (i < raw.length) {
      int high = i + 2 < raw.length && raw[i] == '%' ? Character.digit(raw[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 3;
      } else {
        bytes.write(raw[i]);
        i++;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
