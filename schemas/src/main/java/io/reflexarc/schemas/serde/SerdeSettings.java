package io.reflexarc.schemas.serde;

import io.reflexarc.schemas.registry.RegistrySettings;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the serializers, under the names that the official ones use.
 *
 * @param registry how to reach the registry
 * @param register whether a schema that is not registered yet may be registered
 * @param latest whether the subject's latest version is looked at first
 * @param maxBytes longest value that is written or read, bytes
 */
public record SerdeSettings(
    RegistrySettings registry, boolean register, boolean latest, int maxBytes) {

  public static final String AUTO_REGISTER = "auto.register.schemas";
  public static final String USE_LATEST = "use.latest.version";
  public static final String NORMALIZE = "normalize.schemas";
  public static final String SPECIFIC_READER = "specific.avro.reader";
  public static final String MAX_BYTES = "value.max.bytes";
  public static final String VALUE_SERIALIZER = "value.serializer";
  public static final String VALUE_DESERIALIZER = "value.deserializer";

  private static final int FOUR_MEBIBYTES = 4 << 20;

  /** All settings, the registry's included, for validation and for the reference page. */
  public static ConfigDef definition() {
    return RegistrySettings.definition()
        .define(
            VALUE_SERIALIZER,
            Type.CLASS,
            AvroSerializer.class,
            Importance.LOW,
            "Class that writes values, for instance the official Avro serializer.")
        .define(
            VALUE_DESERIALIZER,
            Type.CLASS,
            AvroDeserializer.class,
            Importance.LOW,
            "Class that reads values.")
        .define(
            AUTO_REGISTER,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Register schemas that the registry does not know yet; false where others do that.")
        .define(
            USE_LATEST,
            Type.BOOLEAN,
            false,
            Importance.LOW,
            "With auto.register.schemas=false: take the subject's latest version if it is ours, and"
                + " look ours up only if it is not.")
        .define(
            NORMALIZE,
            Type.BOOLEAN,
            false,
            Importance.LOW,
            "Only false: schemas are registered as they are written.")
        .define(
            SPECIFIC_READER,
            Type.BOOLEAN,
            true,
            Importance.LOW,
            "Only true: values are read into generated classes.")
        .define(
            MAX_BYTES,
            Type.INT,
            FOUR_MEBIBYTES,
            Range.between(1_024, 64 << 20),
            Importance.LOW,
            "Longest value that is written or read, bytes.");
  }

  /**
   * Reads settings; those of others are left alone.
   *
   * @throws ConfigException naming the setting that is wrong
   */
  public static SerdeSettings from(Map<String, ?> config) {
    AbstractConfig settings = new AbstractConfig(definition(), config, false);
    if (!settings.getBoolean(SPECIFIC_READER)) {
      throw new ConfigException(
          SPECIFIC_READER, false, "is not available here: values are read into generated classes");
    }
    if (settings.getBoolean(NORMALIZE)) {
      throw new ConfigException(
          NORMALIZE, true, "is not available here: schemas are registered as they are written");
    }
    return new SerdeSettings(
        RegistrySettings.from(config),
        settings.getBoolean(AUTO_REGISTER),
        settings.getBoolean(USE_LATEST),
        settings.getInt(MAX_BYTES));
  }
}
