package io.reflexarc.detector.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class PartitioningTest {

  @Test
  void shouldAgreeWithKafkasProducerWhenKeysAreAnything() {
    Partitioning partitioning = new Partitioning(7);

    IntStream.range(0, 1_000)
        .mapToObj(i -> "demo/shop/Deployment/checkout-" + i)
        .forEach(
            key ->
                assertThat(partitioning.of(key))
                    .isEqualTo(
                        BuiltInPartitioner.partitionForKey(
                            key.getBytes(StandardCharsets.UTF_8), 7)));
  }

  @Test
  void shouldNotActivateWhenAPartitionWasTakenAwayMeanwhile() {
    Ownership ownership = new Ownership();
    ownership.assign(List.of(1, 2));
    ownership.revoke(List.of(2));

    assertThat(ownership.activate(1)).isTrue();
    assertThat(ownership.activate(2)).isFalse();
    assertThat(ownership.owns(1)).isTrue();
    assertThat(ownership.owns(2)).isFalse();
  }
}
