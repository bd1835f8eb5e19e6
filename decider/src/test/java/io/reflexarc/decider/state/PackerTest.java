package io.reflexarc.decider.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackerTest {

  @Property(tries = 1_000)
  void shouldReadBackNumbersAndValuesWhenTheyWerePacked(
      @ForAll List<Long> numbers, @ForAll List<Double> values) {
    // given
    Packer packer = new Packer();
    numbers.forEach(packer::number);
    values.forEach(packer::value);
    // when
    Unpacker unpacker = new Unpacker(packer.packed());
    // then
    numbers.forEach(each -> assertThat(unpacker.number()).isEqualTo(each));
    values.forEach(each -> assertThat(unpacker.value()).isEqualTo(each));
    assertThat(unpacker.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        1,
        -1,
        0.1,
        1L << 52,
        (1L << 52) + 1,
        -(1L << 53),
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY
      })
  void shouldReadBackTheSameBitsWhenAValueIsSpecial(double value) {
    double read = new Unpacker(new Packer().value(value).packed()).value();
    assertThat(Double.doubleToRawLongBits(read)).isEqualTo(Double.doubleToRawLongBits(value));
  }

  @Test
  void shouldTakeFewBytesWhenAValueIsWhole() {
    assertThat(new Packer().value(5).packed().remaining()).isEqualTo(1);
    assertThat(new Packer().value(1_000_000).packed().remaining()).isEqualTo(4);
    assertThat(new Packer().value(0.5).packed().remaining()).isEqualTo(9);
  }

  @Test
  void shouldSayThatBytesAreWrongWhenTheyEndTooSoonOrNever() {
    assertThatThrownBy(() -> new Unpacker(ByteBuffer.allocate(0)).number())
        .isInstanceOf(SerializationException.class);
    byte[] endless = new byte[20];
    java.util.Arrays.fill(endless, (byte) 0x80);
    assertThatThrownBy(() -> new Unpacker(ByteBuffer.wrap(endless)).number())
        .isInstanceOf(SerializationException.class);
  }
}
