package io.reflexarc.detector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastRecentTest {

  @Test
  void shouldForgetWhatWasNotAskedForLongestWhenItIsFull() {
    List<String> forgotten = new ArrayList<>();
    LeastRecent<String> known = new LeastRecent<>(2, forgotten::add);
    known.put("a", "first");
    known.put("b", "second");
    assertThat(known.get("a")).isEqualTo("first");

    known.put("c", "third");

    assertThat(known).containsOnlyKeys("a", "c");
    assertThat(forgotten).containsExactly("second");
  }
}
