package io.reflexarc.schemas.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * One value of a schema with nothing left out: every optional field is there, every list has two
 * entries, and each value is a function of its field's path, so that a mix-up shows.
 */
public final class GoldenValues {

  private static final long BASE_MILLIS = 1_764_000_000_000L;

  private GoldenValues() {}

  public static GenericRecord of(Schema schema) {
    return (GenericRecord) value(schema, schema.getName());
  }

  private static Object value(Schema schema, String path) {
    int seed = Math.floorMod(path.hashCode(), 100_000);
    return switch (schema.getType()) {
      case RECORD -> record(schema, path);
      case ARRAY ->
          new GenericData.Array<>(
              schema,
              List.of(
                  value(schema.getElementType(), path + "[0]"),
                  value(schema.getElementType(), path + "[1]")));
      case MAP -> map(schema, path);
      case UNION -> value(lastBranch(schema), path);
      case ENUM -> new GenericData.EnumSymbol(schema, lastSymbol(schema));
      case STRING -> path + " ü";
      case INT -> seed;
      case LONG -> schema.getLogicalType() == null ? (long) seed << 20 : BASE_MILLIS + seed;
      case DOUBLE -> seed / 8.0;
      case BOOLEAN -> seed % 2 == 0;
      default -> throw new IllegalArgumentException("no golden value of " + schema);
    };
  }

  private static GenericRecord record(Schema schema, String path) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.name(), value(field.schema(), path + "." + field.name()));
    }
    return record;
  }

  private static Map<String, Object> map(Schema schema, String path) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("first", value(schema.getValueType(), path + ".first"));
    map.put("größe", value(schema.getValueType(), path + ".größe"));
    return map;
  }

  private static Schema lastBranch(Schema union) {
    return union.getTypes().get(union.getTypes().size() - 1);
  }

  private static String lastSymbol(Schema schema) {
    return schema.getEnumSymbols().get(schema.getEnumSymbols().size() - 1);
  }
}
