package io.reflexarc.detector.otlp;

import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.reflexarc.detector.intake.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Answers as the OTLP specification has them: an {@code ExportMetricsServiceResponse} with 200, a
 * {@code google.rpc.Status} with anything else.
 */
final class OtlpAnswer {

  private static final int OK = 200;
  private static final int STATUS_MESSAGE = 2;
  private static final int LONGEST = 2_000;

  private OtlpAnswer() {}

  static byte[] of(Answer answer) {
    return answer.status() == OK ? response(answer) : status(answer);
  }

  /** Without a partial success when all was taken, as the specification asks. */
  private static byte[] response(Answer answer) {
    int rejected = answer.body().get(Answer.REJECTED) instanceof Integer number ? number : 0;
    ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
    if (rejected > 0) {
      response.setPartialSuccess(
          ExportMetricsPartialSuccess.newBuilder()
              .setRejectedDataPoints(rejected)
              .setErrorMessage(problems(answer)));
    }
    return response.build().toByteArray();
  }

  private static String problems(Answer answer) {
    Object problems = answer.body().get(Answer.PROBLEMS);
    return problems instanceof List<?> list
        ? shortened(String.join("; ", list.stream().map(String::valueOf).toList()))
        : "";
  }

  private static byte[] status(Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeString(STATUS_MESSAGE, shortened(String.valueOf(answer.body().get(Answer.PROBLEM))));
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
    return bytes.toByteArray();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
