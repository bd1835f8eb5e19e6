package io.reflexarc.schemas.registry;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** TLS by Kafka's own settings and its own reader of key and trust stores. */
final class RegistryTls {

  private static final String PREFIX = "schema.registry.";

  private RegistryTls() {}

  /** The context that {@code schema.registry.ssl.*} describe, null when none of them is given. */
  static @Nullable SSLContext from(Map<String, ?> config) {
    Map<String, Object> given = new HashMap<>();
    config.forEach(
        (name, value) -> {
          if (name.startsWith(RegistrySettings.TLS_PREFIX) && value != null) {
            given.put(name.substring(PREFIX.length()), value);
          }
        });
    if (given.isEmpty()) {
      return null;
    }
    refuseUncheckedHosts(given);
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(new AbstractConfig(definition, given, false).values());
      return factory.sslContext();
    }
  }

  private static void refuseUncheckedHosts(Map<String, Object> given) {
    Object algorithm = given.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
    if (algorithm != null && !algorithm.toString().equalsIgnoreCase("https")) {
      throw new ConfigException(
          PREFIX + SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG,
          algorithm,
          "cannot be switched off: host names are always checked");
    }
  }
}
