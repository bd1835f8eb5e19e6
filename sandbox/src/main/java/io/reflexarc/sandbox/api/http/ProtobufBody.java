package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.http.ProtobufMessages.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * Bodies in Kubernetes' protobuf form, which kubectl sends for {@code create namespace}, {@code
 * create deployment}, {@code auth can-i} and the like. Reads the kinds that the message file lists;
 * others, and fields that it does not know with a value in them, are refused with 415 rather than
 * dropped.
 */
final class ProtobufBody {

  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final ProtobufMessages MESSAGES = new ProtobufMessages();

  private final byte[] bytes;
  private final int end;
  private int at;

  private ProtobufBody(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  static boolean matches(byte[] body) {
    return body.length >= MAGIC.length
        && Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** The object in this body. */
  static ObjectNode read(byte[] body) {
    ProtobufBody envelope = new ProtobufBody(body, MAGIC.length, body.length);
    String apiVersion = "";
    String kind = "";
    ProtobufBody raw = new ProtobufBody(body, body.length, body.length);
    while (envelope.at < envelope.end) {
      int tag = (int) envelope.varint();
      if (tag >>> 3 == 1 && (tag & 7) == BYTES) {
        ProtobufBody type = envelope.inner();
        while (type.at < type.end) {
          int number = (int) type.varint() >>> 3;
          String text = type.text();
          apiVersion = number == 1 ? text : apiVersion;
          kind = number == 2 ? text : kind;
        }
      } else if (tag >>> 3 == 2 && (tag & 7) == BYTES) {
        raw = envelope.inner();
      } else {
        envelope.skip(tag);
      }
    }
    ObjectNode object = Json.object().put("apiVersion", apiVersion).put("kind", kind);
    object.setAll(raw.message(kind));
    return object;
  }

  private ObjectNode message(String name) {
    Map<Integer, Field> fields =
        MESSAGES
            .of(name)
            .orElseThrow(
                () -> unsupported("protobuf bodies of kind %s are not read".formatted(name)));
    ObjectNode object = Json.object();
    while (at < end) {
      int tag = (int) varint();
      Field field = fields.get(tag >>> 3);
      if (field == null) {
        if (skip(tag)) {
          throw unsupported("field %d of %s is not read from protobuf".formatted(tag >>> 3, name));
        }
      } else if (field.type().equals("skip")) {
        skip(tag);
      } else {
        put(object, field, tag & 7);
      }
    }
    return object;
  }

  private void put(ObjectNode object, Field field, int wire) {
    String type = field.type();
    if (type.startsWith("[]")) {
      object.withArrayProperty(field.name()).add(value(type.substring(2), wire));
    } else if (type.startsWith("map:")) {
      ProtobufBody entry = inner();
      String key = "";
      JsonNode value = JsonNodeFactory.instance.textNode("");
      while (entry.at < entry.end) {
        int tag = (int) entry.varint();
        if (tag >>> 3 == 1) {
          key = entry.text();
        } else {
          value = entry.value(type.substring(4), tag & 7);
        }
      }
      object.withObjectProperty(field.name()).set(key, value);
    } else {
      JsonNode value = value(type, wire);
      boolean isEmpty = value.isTextual() && value.asText().isEmpty();
      if (!isEmpty) {
        object.set(field.name(), value);
      }
    }
  }

  private JsonNode value(String type, int wire) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    boolean number = type.equals("int") || type.equals("bool");
    if (wire != (number ? VARINT : BYTES)) {
      throw malformed();
    }
    return switch (type) {
      case "int" -> nodes.numberNode(varint());
      case "bool" -> nodes.booleanNode(varint() != 0);
      case "string" -> nodes.textNode(text());
      case "bytes" -> {
        ProtobufBody inner = inner();
        byte[] content = Arrays.copyOfRange(bytes, inner.at, inner.end);
        yield nodes.textNode(Base64.getEncoder().encodeToString(content));
      }
      case "quantity" -> {
        ProtobufBody quantity = inner();
        quantity.varint();
        yield nodes.textNode(quantity.text());
      }
      default -> inner().message(type);
    };
  }

  /** Passes over a field. Whether there was something in it. */
  private boolean skip(int tag) {
    return switch (tag & 7) {
      case VARINT -> varint() != 0;
      case BYTES -> {
        ProtobufBody inner = inner();
        yield inner.at < inner.end && inner.carries();
      }
      case FIXED64 -> advance(8);
      case FIXED32 -> advance(4);
      default -> throw malformed();
    };
  }

  /** Whether a field that is not read has more than zeros and empty texts in it. */
  private boolean carries() {
    for (int i = at; i < end; i += 2) {
      if (i + 1 >= end || bytes[i + 1] != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean advance(int count) {
    if (end - at < count) {
      throw malformed();
    }
    at += count;
    return true;
  }

  private String text() {
    ProtobufBody inner = inner();
    return new String(bytes, inner.at, inner.end - inner.at, StandardCharsets.UTF_8);
  }

  private ProtobufBody inner() {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw malformed();
    }
    ProtobufBody inner = new ProtobufBody(bytes, at, at + (int) length);
    at += (int) length;
    return inner;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw malformed();
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed();
  }

  private static ApiException malformed() {
    return ApiException.badRequest("the protobuf body is malformed");
  }

  private static ApiException unsupported(String why) {
    return ApiException.of(415, "UnsupportedMediaType", why + "; send application/json instead");
  }
}
