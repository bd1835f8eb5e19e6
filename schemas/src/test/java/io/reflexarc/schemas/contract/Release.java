package io.reflexarc.schemas.contract;

import io.reflexarc.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/** Schemas and golden bytes of one release, in {@code src/test/resources/released/vN}. */
record Release(Path directory) {

  private static final Path ALL = Path.of("src/test/resources/released");

  static List<Release> all() {
    try (Stream<Path> directories = Files.list(ALL)) {
      return directories.filter(Files::isDirectory).sorted().map(Release::new).toList();
    } catch (IOException e) {
      throw new IllegalStateException("run in the module's directory: " + ALL, e);
    }
  }

  /** Writes today's schemas as a release of that name; its directory must not exist yet. */
  static void make(String name) throws IOException {
    Path directory = ALL.resolve(name);
    Files.createDirectory(directory);
    for (Topic topic : Topic.values()) {
      Schema schema = new Schema.Parser().parse(withoutJavaHints(topic.schema()));
      GenericRecord golden = GoldenValues.of(schema);
      String record = schema.getName();
      Files.writeString(directory.resolve(record + ".avsc"), schema.toString(true) + "\n");
      Files.write(directory.resolve(record + ".bin"), binary(golden));
      Files.writeString(directory.resolve(record + ".json"), json(golden) + "\n");
    }
  }

  boolean has(Topic topic) {
    return Files.exists(directory.resolve(topic.schema().getName() + ".avsc"));
  }

  Schema schema(Topic topic) throws IOException {
    return new Schema.Parser()
        .parse(Files.readString(directory.resolve(topic.schema().getName() + ".avsc")));
  }

  byte[] bytes(Topic topic) throws IOException {
    return Files.readAllBytes(directory.resolve(topic.schema().getName() + ".bin"));
  }

  /** What the bytes meant when they were written. */
  GenericRecord meaning(Topic topic) throws IOException {
    Schema schema = schema(topic);
    String json = Files.readString(directory.resolve(topic.schema().getName() + ".json"));
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
  }

  @Override
  public String toString() {
    return directory.getFileName().toString();
  }

  static String withoutJavaHints(Schema schema) {
    return schema.toString().replace(",\"avro.java.string\":\"String\"", "");
  }

  private static byte[] binary(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(record, EncoderFactory.get().directBinaryEncoder(bytes, null));
    return bytes.toByteArray();
  }

  private static String json(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(record, EncoderFactory.get().jsonEncoder(record.getSchema(), bytes, true));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void write(GenericRecord record, Encoder encoder) throws IOException {
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
  }
}
