package io.reflexarc.detector.intake;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The paths at which other systems hand in. */
public final class IntakeRoutes {

  private final Intake intake;
  private final Map<String, IntakeFormat> formats;

  /**
   * @param formats by path, such as {@code /v1/alerts}
   */
  public IntakeRoutes(Intake intake, Map<String, IntakeFormat> formats) {
    this.intake = intake;
    this.formats = Map.copyOf(formats);
  }

  /** Serves them. */
  public void addTo(RoutesConfig routes) {
    formats.forEach((path, format) -> routes.post(path, context -> take(format, context)));
  }

  private void take(IntakeFormat format, Context context) {
    Map<String, String> headers = new HashMap<>();
    context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    Answer answer = intake.take(format, headers, context.bodyInputStream());
    answer.headers().forEach(context::header);
    context.status(answer.status()).contentType(format.answerType()).result(format.write(answer));
  }
}
