package io.reflexarc.detector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorConfigTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image-digest | has 'image-digest', write label:NAME, image-tag or",
        "label: | has 'label:', write label:",
        "image-tag,image-tag | has 'image-tag' twice, leave one out",
        "'' | is empty, write at least template-hash"
      })
  void shouldNameTheMistakeWhenTheOrderOfVersionsIsNone(String written, String mistake) {
    assertThatThrownBy(
            () ->
                DetectorConfig.of(
                    Map.of(
                        "bootstrap.servers",
                        "localhost:9092",
                        "cluster.name",
                        "demo",
                        DetectorConfig.VERSION_FROM,
                        written)))
        .hasMessageContaining(DetectorConfig.VERSION_FROM)
        .hasMessageContaining(mistake);
  }
}
