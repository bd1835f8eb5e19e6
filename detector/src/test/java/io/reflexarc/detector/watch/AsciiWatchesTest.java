package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AsciiWatchesTest {

  @Test
  void shouldLeaveABufferAloneWhenItIsAscii() {
    ByteBuffer plain = bytes("{\"a\":1}");

    assertThat(new AsciiWatches.Escapes().of(plain)).isSameAs(plain);
  }

  @Test
  void shouldEscapeWhatIsNotAsciiWhenThereIsSome() {
    assertThat(text(new AsciiWatches.Escapes().of(bytes("\"ü 😀\"\n"))))
        .isEqualTo("\"\\u00fc \\ud83d\\ude00\"\n");
  }

  @Property(tries = 300)
  void shouldComeToTheSameWhereverTheBuffersEnd(
      @ForAll @IntRange(max = 25) int first, @ForAll @IntRange(max = 25) int second) {
    // given
    byte[] all = "{\"ü\":\"你好 😀 €\"}\n".getBytes(StandardCharsets.UTF_8);
    int one = Math.min(Math.min(first, second), all.length);
    int two = Math.min(Math.max(first, second), all.length);
    AsciiWatches.Escapes escapes = new AsciiWatches.Escapes();

    // when
    String escaped =
        text(escapes.of(ByteBuffer.wrap(all, 0, one)))
            + text(escapes.of(ByteBuffer.wrap(all, one, two - one)))
            + text(escapes.of(ByteBuffer.wrap(all, two, all.length - two)));

    // then
    assertThat(escaped)
        .isEqualTo(text(new AsciiWatches.Escapes().of(ByteBuffer.wrap(all))))
        .isEqualTo("{\"\\u00fc\":\"\\u4f60\\u597d \\ud83d\\ude00 \\u20ac\"}\n");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.US_ASCII.decode(bytes).toString();
  }
}
