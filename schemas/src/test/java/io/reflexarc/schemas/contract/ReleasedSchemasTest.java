package io.reflexarc.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.schemas.topic.Topic;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes of every release stay readable, and every release reads today's. To release today's
 * schemas: {@code ./mvnw test -pl schemas -Dtest=ReleasedSchemasTest -Dreflexarc.release=v2}.
 */
class ReleasedSchemasTest {

  @Test
  @EnabledIfSystemProperty(
      named = "reflexarc.release",
      matches = "v[0-9]+",
      disabledReason = "only when a release is made")
  void shouldLeaveSchemasAndBytesBehindWhenReleased() throws IOException {
    String name = System.getProperty("reflexarc.release");
    Release.make(name);
    assertThat(Release.all()).map(Release::toString).contains(name);
  }

  @ParameterizedTest
  @MethodSource("releasedTopics")
  void shouldReadBytesOfAReleaseWithTodaysClass(Release release, Topic topic) throws IOException {
    // given
    GenericRecord meaning = release.meaning(topic);

    // when
    SpecificRecord read = read(release, topic);

    // then what the release knew is still said, also in records within records
    GenericRecord plain = PlainRecords.as(release.schema(topic), read);
    for (Schema.Field field : meaning.getSchema().getFields()) {
      Schema.Field today = read.getSchema().getField(field.name());
      if (today != null) {
        assertThat(text(plain.get(field.pos())))
            .as(release + " " + topic + " " + field.name())
            .isEqualTo(text(meaning.get(field.pos())));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("releasedTopics")
  void shouldStayCompatibleBothWaysWithEveryRelease(Release release, Topic topic)
      throws IOException {
    Schema released = release.schema(topic);
    assertReads("today's schema", topic.schema(), released);
    assertReads(release + "'s schema", released, topic.schema());
  }

  static Stream<Arguments> releasedTopics() {
    List<Release> releases = Release.all();
    assertThat(releases).isNotEmpty();
    return releases.stream()
        .flatMap(
            release ->
                Stream.of(Topic.values())
                    .filter(release::has)
                    .map(topic -> Arguments.of(release, topic)));
  }

  private static void assertReads(String who, Schema reader, Schema writer) {
    SchemaCompatibilityResult result =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
    assertThat(result.getCompatibility())
        .as("%s cannot read the other %s: %s", who, reader.getName(), result.getIncompatibilities())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static SpecificRecord read(Release release, Topic topic) throws IOException {
    SpecificData data = SpecificData.getForSchema(topic.schema());
    return new SpecificDatumReader<SpecificRecord>(release.schema(topic), topic.schema(), data)
        .read(null, DecoderFactory.get().binaryDecoder(release.bytes(topic), null));
  }

  private static String text(Object value) {
    return String.valueOf(value);
  }
}
