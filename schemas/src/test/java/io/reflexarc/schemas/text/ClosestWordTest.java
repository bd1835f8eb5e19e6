package io.reflexarc.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosestWordTest {

  private static final List<String> WORDS = List.of("rollback", "page", "observe");

  @Test
  void shouldFindTheMeantWordWhenMisspelt() {
    assertThat(ClosestWord.to("rolback", WORDS)).contains("rollback");
    assertThat(ClosestWord.to("Observe", WORDS)).contains("observe");
  }

  @Test
  void shouldFindNothingWhenNoWordIsNear() {
    assertThat(ClosestWord.to("restart", WORDS)).isEmpty();
    assertThat(ClosestWord.to("", WORDS)).isEmpty();
    assertThat(ClosestWord.to("x".repeat(1_000_000), WORDS)).isEmpty();
  }
}
