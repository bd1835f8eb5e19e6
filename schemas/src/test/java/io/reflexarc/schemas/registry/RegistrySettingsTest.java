package io.reflexarc.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

  @Test
  void shouldTakeSeveralAddressesWhenTheyAreListed() {
    // when
    RegistrySettings settings =
        RegistrySettings.from(Map.of("schema.registry.url", "http://a:8081/, https://b/registry"));

    // then
    assertThat(settings.urls())
        .map(Object::toString)
        .containsExactly("http://a:8081", "https://b/registry");
  }

  @Test
  void shouldRefuseWhenAnAddressIsNone() {
    assertRefused(Map.of("schema.registry.url", "localhost:8081"), "schema.registry.url");
    assertRefused(Map.of("schema.registry.url", "ftp://a"), "schema.registry.url");
    assertRefused(Map.of(), "schema.registry.url");
  }

  @Test
  void shouldRefuseWhenASecretIsMissing() {
    assertRefused(
        Map.of("schema.registry.url", "http://a", "basic.auth.credentials.source", "USER_INFO"),
        "basic.auth.user.info");
    assertRefused(
        Map.of("schema.registry.url", "http://a", "bearer.auth.credentials.source", "STATIC_TOKEN"),
        "bearer.auth.token");
  }

  @Test
  void shouldRefuseWhenHostNamesWouldNotBeChecked() {
    assertRefused(
        Map.of(
            "schema.registry.url",
            "https://a",
            "schema.registry.ssl.endpoint.identification.algorithm",
            ""),
        "host names are always checked");
  }

  private static void assertRefused(Map<String, ?> settings, String naming) {
    assertThatThrownBy(() -> RegistrySettings.from(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(naming);
  }
}
