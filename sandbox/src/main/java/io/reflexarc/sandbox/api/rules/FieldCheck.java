package io.reflexarc.sandbox.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.schema.FieldType;
import io.reflexarc.sandbox.api.schema.FieldType.ListOf;
import io.reflexarc.sandbox.api.schema.FieldType.MapOf;
import io.reflexarc.sandbox.api.schema.FieldType.Scalar;
import io.reflexarc.sandbox.api.schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares an object with its schema: drops fields that it does not know, as the real server does,
 * and finds values of the wrong type.
 */
public final class FieldCheck {

  /**
   * A value of the wrong type.
   *
   * @param path of the field
   * @param found what kind of value it is
   * @param wanted what it should be
   */
  public record WrongType(String path, String found, String wanted) {}

  private final List<String> unknown = new ArrayList<>();
  private final List<WrongType> wrong = new ArrayList<>();

  private FieldCheck() {}

  /** Checks the object and prunes it in place; nulls are dropped as well. */
  public static FieldCheck prune(FieldType type, ObjectNode object) {
    FieldCheck check = new FieldCheck();
    check.visit(type, object, "");
    return check;
  }

  /** Paths of fields that the schema does not know. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  /** Values of the wrong type. */
  public List<WrongType> wrong() {
    return List.copyOf(wrong);
  }

  private void visit(FieldType type, JsonNode value, String path) {
    if (type instanceof Struct struct) {
      struct(struct, value, path);
    } else if (type instanceof MapOf map) {
      if (expect(value.isObject(), value, path, "map")) {
        value.properties().forEach(f -> visit(map.value(), f.getValue(), path + "." + f.getKey()));
      }
    } else if (type instanceof ListOf list) {
      if (expect(value.isArray(), value, path, "list")) {
        for (int i = 0; i < value.size(); i++) {
          visit(list.element(), value.get(i), path + "[" + i + "]");
        }
      }
    } else if (type instanceof Scalar scalar) {
      scalar(scalar.kind(), value, path);
    }
  }

  private void struct(Struct struct, JsonNode value, String path) {
    if (!expect(value.isObject(), value, path, struct.name())) {
      return;
    }
    ObjectNode object = (ObjectNode) value;
    List<String> dropped = new ArrayList<>();
    for (var field : object.properties()) {
      String name = field.getKey();
      String at = path.isEmpty() ? name : path + "." + name;
      FieldType known = struct.fields().get(name);
      if (known == null) {
        unknown.add(at);
        dropped.add(name);
      } else if (field.getValue().isNull()) {
        if (!name.endsWith("Timestamp") && !name.endsWith("Time")) {
          dropped.add(name);
        }
      } else {
        visit(known, field.getValue(), at);
      }
    }
    object.remove(dropped);
  }

  private void scalar(Scalar.Kind kind, JsonNode value, String path) {
    boolean fits =
        switch (kind) {
          case STRING -> value.isTextual();
          case INT32 -> value.isIntegralNumber() && value.canConvertToInt();
          case INT64 -> value.isIntegralNumber() && value.canConvertToLong();
          case NUMBER -> value.isNumber();
          case BOOL -> value.isBoolean();
          case QUANTITY -> value.isTextual() || value.isNumber();
          case INT_OR_STRING -> value.isTextual() || value.isIntegralNumber();
        };
    expect(fits || value.isNull(), value, path, kind.name().toLowerCase(Locale.ROOT));
  }

  private boolean expect(boolean fits, JsonNode value, String path, String wanted) {
    if (!fits) {
      String found = value.getNodeType().name().toLowerCase(Locale.ROOT);
      wrong.add(new WrongType(path, found, wanted));
    }
    return fits;
  }
}
