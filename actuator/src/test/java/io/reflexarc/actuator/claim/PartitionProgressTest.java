package io.reflexarc.actuator.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {

  @Test
  void shouldCommitBehindTheLastWhenAllIsTold() {
    PartitionProgress progress = begun(10, 11, 12);

    assertThat(progress.after(List.of(10L, 11L, 12L))).isEqualTo(new OffsetAndMetadata(13));
  }

  @Test
  void shouldRememberWhatIsToldBeyondTheFirstThatIsNot() {
    PartitionProgress progress = begun(10, 11, 12, 50);

    OffsetAndMetadata committed = progress.after(List.of(11L, 50L));

    assertThat(committed).isEqualTo(new OffsetAndMetadata(10, "1:1,14"));
    assertThat(PartitionProgress.tells(committed, 9)).isTrue();
    assertThat(PartitionProgress.tells(committed, 10)).isFalse();
    assertThat(PartitionProgress.tells(committed, 11)).isTrue();
    assertThat(PartitionProgress.tells(committed, 12)).isFalse();
    assertThat(PartitionProgress.tells(committed, 50)).isTrue();
  }

  @Test
  void shouldNotTellTwiceWhatItsPredecessorTold() {
    PartitionProgress successor = new PartitionProgress(begun(10, 11, 12).after(List.of(11L)));

    assertThat(successor.begin(10)).isTrue();
    assertThat(successor.begin(11)).isFalse();
    assertThat(successor.begin(12)).isTrue();
    assertThat(successor.after(List.of(10L, 12L))).isEqualTo(new OffsetAndMetadata(13));
  }

  @Test
  void shouldStepOverOffsetsThatHoldNoRecord() {
    PartitionProgress progress = begun(10, 14);
    progress.settle(List.of(10L));

    assertThat(progress.after(List.of(14L))).isEqualTo(new OffsetAndMetadata(15));
  }

  @Test
  void shouldNotTakeOnTwiceWhatIsUnderWay() {
    PartitionProgress progress = begun(10);

    assertThat(progress.begin(10)).isFalse();
    assertThat(progress.underWay()).isEqualTo(1);
  }

  @Test
  void shouldBeFullWhenItsWindowIs() {
    PartitionProgress progress = new PartitionProgress(new OffsetAndMetadata(0));
    for (long offset = 0; offset < PartitionProgress.WINDOW; offset++) {
      assertThat(progress.full()).isFalse();
      progress.begin(offset);
    }

    assertThat(progress.full()).isTrue();
  }

  @Test
  void shouldIgnoreMetadataOfOthers() {
    PartitionProgress progress =
        new PartitionProgress(new OffsetAndMetadata(10, "by mara, by hand"));

    assertThat(progress.begin(11)).isTrue();
  }

  /** Told in any order, with a successor after any of them: each offset is taken on once in all. */
  @Property(tries = 500)
  void shouldTellEachOnceInAnyOrder(
      @ForAll @IntRange(min = 1, max = 40) int count, @ForAll long seed) {
    Random random = new Random(seed);
    List<Long> left = new ArrayList<>();
    PartitionProgress progress = new PartitionProgress(new OffsetAndMetadata(0));
    for (long offset = 0; offset < count; offset++) {
      progress.begin(offset);
      left.add(offset);
    }
    while (!left.isEmpty()) {
      Long told = left.remove(random.nextInt(left.size()));
      OffsetAndMetadata committed = progress.after(List.of(told));
      progress.settle(List.of(told));
      assertThat(committed.offset())
          .isEqualTo(left.stream().min(Long::compare).orElse((long) count));
      if (random.nextInt(3) == 0) {
        progress = new PartitionProgress(committed);
        for (long offset = committed.offset(); offset < count; offset++) {
          assertThat(progress.begin(offset)).isEqualTo(left.contains(offset));
        }
      }
    }
  }

  private static PartitionProgress begun(long... offsets) {
    PartitionProgress progress = new PartitionProgress(new OffsetAndMetadata(10));
    for (long offset : offsets) {
      progress.begin(offset);
    }
    return progress;
  }
}
