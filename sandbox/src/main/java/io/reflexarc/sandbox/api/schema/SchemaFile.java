package io.reflexarc.sandbox.api.schema;

import io.reflexarc.sandbox.api.schema.FieldType.Any;
import io.reflexarc.sandbox.api.schema.FieldType.ListOf;
import io.reflexarc.sandbox.api.schema.FieldType.MapOf;
import io.reflexarc.sandbox.api.schema.FieldType.Scalar;
import io.reflexarc.sandbox.api.schema.FieldType.Scalar.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the schema file of the built-in kinds; its head explains the format. */
final class SchemaFile {

  private static final Map<String, Kind> SCALARS =
      Map.of(
          "string", Kind.STRING,
          "int32", Kind.INT32,
          "int64", Kind.INT64,
          "number", Kind.NUMBER,
          "bool", Kind.BOOL,
          "quantity", Kind.QUANTITY,
          "int-or-string", Kind.INT_OR_STRING);

  private final Map<String, Struct> structs = new HashMap<>();
  private final Map<String, Struct> kinds = new LinkedHashMap<>();

  /** Structs by apiVersion, a space, and kind. */
  Map<String, Struct> parse(List<String> lines) {
    for (String line : lines) {
      if (line.startsWith("type ")) {
        String[] words = line.split(" ");
        structs.put(words[1], new Struct(words[1], words.length > 2));
      }
    }
    Struct current = null;
    for (String line : lines) {
      String[] words = line.strip().split(" ");
      if (line.startsWith("kind ")) {
        kinds.put(words[1] + " " + words[2], struct(words[3]));
      } else if (line.startsWith("type ")) {
        current = struct(words[1]);
      } else if (line.startsWith("  ") && current != null) {
        List<String> marks = Arrays.asList(words).subList(2, words.length);
        current.field(words[0], type(words[1], marks));
      }
    }
    return kinds;
  }

  private FieldType type(String word, List<String> marks) {
    if (word.startsWith("[]")) {
      List<String> keys = keys(marks);
      String mergeKey = mergeKey(marks, keys);
      return new ListOf(type(word.substring(2), List.of()), keys, mergeKey, marks.contains("set"));
    }
    if (word.startsWith("map:")) {
      return new MapOf(type(word.substring(4), List.of()), marks.contains("atomic"));
    }
    Kind scalar = SCALARS.get(word);
    if (scalar != null) {
      return new Scalar(scalar);
    }
    return word.equals("any") ? new Any() : struct(word);
  }

  private Struct struct(String name) {
    Struct struct = structs.get(name);
    if (struct == null) {
      throw new IllegalStateException("The schema file names an unknown type: " + name);
    }
    return struct;
  }

  private static List<String> keys(List<String> marks) {
    String keys = marked(marks, "key=");
    return keys == null ? List.of() : List.of(keys.split(","));
  }

  private static @Nullable String mergeKey(List<String> marks, List<String> keys) {
    String merge = marked(marks, "merge=");
    if (merge != null) {
      return merge;
    }
    return keys.isEmpty() ? null : keys.get(0);
  }

  private static @Nullable String marked(List<String> marks, String prefix) {
    return marks.stream()
        .filter(mark -> mark.startsWith(prefix))
        .map(mark -> mark.substring(prefix.length()))
        .findFirst()
        .orElse(null);
  }
}
