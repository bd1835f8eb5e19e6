package io.reflexarc.detector.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Parser;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.reflexarc.detector.intake.Answer;
import io.reflexarc.detector.intake.IntakeFormat;
import io.reflexarc.detector.intake.IntakeSettings;
import io.reflexarc.detector.intake.Reading;
import io.reflexarc.detector.publish.Origin;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * OTLP over HTTP, metrics in protobuf. A body that is none is refused; in one that is, each point
 * stands for itself: those that cannot be used are told of as a partial success.
 */
public final class OtlpFormat implements IntakeFormat {

  static final String MAX_BYTES = "detector.otlp.max.bytes";

  private static final Parser<ExportMetricsServiceRequest> PARSER =
      DiscardUnknownFieldsParser.wrap(ExportMetricsServiceRequest.parser());
  private static final String PROTOBUF = "application/x-protobuf";
  private static final int ITEMS_PER_POINT = 50;
  private static final int BUSY = 429;
  private static final int BAD = 400;
  private static final int TOO_MUCH = 413;
  private static final int WRONG_TYPE = 415;

  private final OtlpSettings settings;
  private final ExportReader reader;

  /**
   * @param cluster the cluster that is meant where no attribute names one
   * @param wanted names of metrics that are published; asked anew for each body
   */
  public OtlpFormat(String cluster, Predicate<String> wanted, OtlpSettings settings) {
    this.settings = settings;
    this.reader = new ExportReader(cluster, wanted);
  }

  @Override
  public Origin origin() {
    return Origin.OTLP;
  }

  @Override
  public int busyStatus() {
    return BUSY;
  }

  @Override
  public int maxBytes(IntakeSettings common) {
    return settings.maxBytes();
  }

  @Override
  public String maxBytesKey() {
    return MAX_BYTES;
  }

  @Override
  public String answerType() {
    return PROTOBUF;
  }

  @Override
  public byte[] write(Answer answer) {
    return OtlpAnswer.of(answer);
  }

  @Override
  public Reading read(Map<String, String> headers, byte[] body, Instant now) {
    try {
      if (!header(headers, "content-type").equals(PROTOBUF)) {
        throw new RefusedException(
            WRONG_TYPE, "type", "Content-Type: is not " + PROTOBUF + ", export in binary protobuf");
      }
      byte[] inflated =
          Inflation.of(header(headers, "content-encoding"), body, settings.maxBytes());
      return reader.read(parsed(inflated), now);
    } catch (RefusedException e) {
      return e.reading();
    }
  }

  private ExportMetricsServiceRequest parsed(byte[] body) throws RefusedException {
    try {
      int items = ITEMS_PER_POINT * settings.maxPoints();
      if (!WireScan.within(items, body, ExportMetricsServiceRequest.getDescriptor())) {
        throw tooMany("more than " + items + " attributes, texts and messages");
      }
      ExportMetricsServiceRequest request = PARSER.parseFrom(CodedInputStream.newInstance(body));
      long points = PointCount.of(request);
      if (points > settings.maxPoints()) {
        throw tooMany(points + " points, at most " + settings.maxPoints() + " are taken");
      }
      return request;
    } catch (IOException e) {
      throw new RefusedException(
          BAD, "malformed", "the body is no ExportMetricsServiceRequest: " + e.getMessage());
    }
  }

  private static RefusedException tooMany(String what) {
    return new RefusedException(
        TOO_MUCH,
        "too-many",
        "the body has " + what + ": export less at once, or raise detector.otlp.max.points");
  }

  private static String header(Map<String, String> headers, String name) {
    return headers.getOrDefault(name, "").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
