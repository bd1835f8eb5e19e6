package io.reflexarc.schemas.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Where the registry is and how to speak to it, under the standard client's own names. TLS settings
 * are Kafka's {@code ssl.*} with {@code schema.registry.} before them: trust and key stores as PEM
 * (inline or file), JKS or PKCS12.
 *
 * @param urls where it answers, in order of preference, at least one; without user info
 * @param credentials what to say who we are
 * @param connectTimeout for one connection
 * @param requestTimeout for one request, connection included
 * @param patience for one call, all its retries and URLs included
 * @param tls null for the JDK's own trust store
 */
public record RegistrySettings(
    List<URI> urls,
    Credentials credentials,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration patience,
    @Nullable SSLContext tls) {

  public static final String URL = "schema.registry.url";
  public static final String BASIC_SOURCE = "basic.auth.credentials.source";
  public static final String BASIC_USER_INFO = "basic.auth.user.info";
  public static final String BASIC_USER_INFO_PREFIXED = "schema.registry.basic.auth.user.info";
  public static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  public static final String BEARER_TOKEN = "bearer.auth.token";
  public static final String CONNECT_TIMEOUT = "schema.registry.http.connect.timeout.ms";
  public static final String READ_TIMEOUT = "schema.registry.http.read.timeout.ms";
  public static final String PATIENCE = "schema.registry.patience.ms";

  /** The settings, for validation and for the reference page. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            URL,
            Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            ConfigDef.ValidList.anyNonDuplicateValues(false, false),
            Importance.HIGH,
            "Addresses of the schema registry, with commas between; each is tried in turn.")
        .define(
            BASIC_SOURCE,
            Type.STRING,
            "URL",
            ConfigDef.ValidString.in("URL", "USER_INFO"),
            Importance.MEDIUM,
            "Where user and password are: in the address, or in " + BASIC_USER_INFO + ".")
        .define(
            BASIC_USER_INFO,
            Type.PASSWORD,
            "",
            Importance.MEDIUM,
            "user:password, with " + BASIC_SOURCE + "=USER_INFO.")
        .define(
            BASIC_USER_INFO_PREFIXED,
            Type.PASSWORD,
            "",
            Importance.LOW,
            "Another name of " + BASIC_USER_INFO + ".")
        .define(
            BEARER_SOURCE,
            Type.STRING,
            "",
            ConfigDef.ValidString.in("", "STATIC_TOKEN"),
            Importance.MEDIUM,
            "STATIC_TOKEN sends " + BEARER_TOKEN + "; empty sends none.")
        .define(
            BEARER_TOKEN,
            Type.PASSWORD,
            "",
            Importance.MEDIUM,
            "The token, with " + BEARER_SOURCE + "=STATIC_TOKEN.")
        .define(
            CONNECT_TIMEOUT,
            Type.INT,
            5_000,
            Range.between(1, 600_000),
            Importance.LOW,
            "Longest wait for a connection, milliseconds.")
        .define(
            READ_TIMEOUT,
            Type.INT,
            10_000,
            Range.between(1, 600_000),
            Importance.LOW,
            "Longest wait for an answer, milliseconds.")
        .define(
            PATIENCE,
            Type.INT,
            30_000,
            Range.between(1, 3_600_000),
            Importance.LOW,
            "Longest wait for one call with all its retries, milliseconds.");
  }

  /** Names of settings that {@link #definition} does not list, because they are Kafka's own. */
  public static final String TLS_PREFIX = "schema.registry.ssl.";

  /**
   * @throws ConfigException when a value cannot be right
   */
  public RegistrySettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new ConfigException(URL, "", "is empty: name at least one address");
    }
    for (URI url : urls) {
      if (!Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          || url.getHost() == null) {
        throw new ConfigException(
            URL, Credentials.withoutUserInfo(url), "is not an http:// or https:// address");
      }
    }
  }

  /**
   * Reads settings; those of others are left alone.
   *
   * @throws ConfigException naming the setting that is wrong, never a secret
   */
  public static RegistrySettings from(Map<String, ?> config) {
    AbstractConfig settings = new AbstractConfig(definition(), config, false);
    List<URI> addresses = settings.getList(URL).stream().map(RegistrySettings::address).toList();
    return new RegistrySettings(
        addresses.stream().map(Credentials::withoutUserInfo).toList(),
        Credentials.from(settings, addresses),
        Duration.ofMillis(settings.getInt(CONNECT_TIMEOUT)),
        Duration.ofMillis(settings.getInt(READ_TIMEOUT)),
        Duration.ofMillis(settings.getInt(PATIENCE)),
        RegistryTls.from(config));
  }

  private static URI address(String text) {
    try {
      String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      return URI.create(trimmed);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(URL, "[hidden]", "holds something that is not an address");
    }
  }
}
