package io.reflexarc.actuator.action.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fields may be set. */
class AllowedPathsTest {

  private static final AllowedPaths PATHS =
      AllowedPaths.parse(
          " /spec/minReadySeconds, /spec/template/spec/containers/*/resources/limits/memory,");

  @ParameterizedTest
  @CsvSource({
    "/spec/minReadySeconds, true",
    "/spec/minReadySeconds/x, false",
    "/spec, false",
    "/spec/template/spec/containers/0/resources/limits/memory, true",
    "/spec/template/spec/containers/0/resources/limits/cpu, false",
    "/spec/template/spec/containers/0/env/0/resources/limits/memory, false",
    "/status/replicas, false"
  })
  void shouldAllowWhatIsListed(String path, boolean allowed) {
    assertThat(PATHS.allow(path)).isEqualTo(allowed);
  }

  @Test
  void shouldAllowNothingByDefault() {
    assertThat(AllowedPaths.parse("").allow("/spec/minReadySeconds")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/spec", "/metadata/labels/a", "spec.replicas", "/status/x", "/spec//x"})
  void shouldRefuseWhatIsNotBelowSpec(String path) {
    assertThatThrownBy(() -> AllowedPaths.parse(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'" + path + "' is not a JSON pointer below /spec, write /spec/minReadySeconds");
  }
}
