package io.reflexarc.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebSocketTest {

  /** The key and the answer of RFC 6455, section 1.3. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void shouldAcceptAsTheStandardSaysWhenAClientUpgrades() throws IOException {
    // when
    socket(InputStream.nullInputStream());

    // then
    assertThat(out.toString(StandardCharsets.US_ASCII))
        .startsWith("HTTP/1.1 101 ")
        .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
  }

  @ParameterizedTest
  @CsvSource({"5, 2", "125, 2", "126, 4", "65535, 4", "65536, 10"})
  void shouldSayTheLengthInAsManyBytesAsItTakesWhenAMessageIsTold(int length, int head)
      throws IOException {
    // given
    WebSocket socket = socket(InputStream.nullInputStream());
    out.reset();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes("x".repeat(length).getBytes(StandardCharsets.US_ASCII));

    // when
    socket.tell(message);

    // then
    assertThat(out.size()).isEqualTo(head + length);
    assertThat(out.toByteArray()[0]).isEqualTo((byte) 0x81);
  }

  @Test
  void shouldHaveEndedWhenTheClientSaysAnything() throws IOException {
    assertThat(socket(InputStream.nullInputStream()).ended()).isFalse();
    assertThat(socket(new ByteArrayInputStream(new byte[] {(byte) 0x88})).ended()).isTrue();
  }

  private WebSocket socket(InputStream in) throws IOException {
    return WebSocket.accept(KEY, in, out);
  }
}
