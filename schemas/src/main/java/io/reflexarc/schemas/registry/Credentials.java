package io.reflexarc.schemas.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** What the client says of itself in the Authorization header; never shown. */
public final class Credentials {

  /** Says nothing. */
  public static final Credentials NONE = new Credentials("");

  private final String header;

  private Credentials(String header) {
    this.header = header;
  }

  /** User and password, {@code user:password}. */
  public static Credentials basic(String userInfo) {
    byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
    return new Credentials("Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  /** A token. */
  public static Credentials bearer(String token) {
    return new Credentials("Bearer " + token);
  }

  /** The header's value, empty for {@link #NONE}. */
  Optional<String> header() {
    return header.isEmpty() ? Optional.empty() : Optional.of(header);
  }

  static Credentials from(AbstractConfig settings, List<URI> addresses) {
    if (!settings.getString(RegistrySettings.BEARER_SOURCE).isEmpty()) {
      String token = settings.getPassword(RegistrySettings.BEARER_TOKEN).value();
      return bearer(required(RegistrySettings.BEARER_TOKEN, token));
    }
    if (settings.getString(RegistrySettings.BASIC_SOURCE).equals("USER_INFO")) {
      String info = settings.getPassword(RegistrySettings.BASIC_USER_INFO_PREFIXED).value();
      String plain = settings.getPassword(RegistrySettings.BASIC_USER_INFO).value();
      return basic(required(RegistrySettings.BASIC_USER_INFO, info.isEmpty() ? plain : info));
    }
    return addresses.stream()
        .map(URI::getUserInfo)
        .filter(Objects::nonNull)
        .findFirst()
        .map(Credentials::basic)
        .orElse(NONE);
  }

  static URI withoutUserInfo(URI address) {
    try {
      return new URI(
          address.getScheme(),
          null,
          address.getHost(),
          address.getPort(),
          address.getPath(),
          null,
          null);
    } catch (URISyntaxException e) {
      throw new ConfigException(RegistrySettings.URL, "[hidden]", "is not an address");
    }
  }

  private static String required(String setting, String value) {
    if (value.isBlank() || value.chars().anyMatch(c -> c < ' ')) {
      throw new ConfigException(setting, "[hidden]", "is empty or holds control characters");
    }
    return value;
  }

  @Override
  public String toString() {
    return header.isEmpty() ? "none" : "[hidden]";
  }
}
