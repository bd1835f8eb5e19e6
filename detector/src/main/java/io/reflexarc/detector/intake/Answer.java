package io.reflexarc.detector.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param headers beside the content type
 * @param body counts, and what is wrong, by name
 */
public record Answer(int status, Map<String, String> headers, Map<String, Object> body) {

  /** Count of points that were not taken though the rest was. */
  public static final String REJECTED = "rejected";

  /** What is wrong with those that were not taken, a list. */
  public static final String PROBLEMS = "problems";

  /** What is wrong with all of it, a text. */
  public static final String PROBLEM = "problem";

  private static final int MOST_PROBLEMS = 20;

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Nothing was taken, and coming again with the same is of no use. */
  static Answer refused(int status, String reason, String problem) {
    return new Answer(status, Map.of(), said(reason, problem));
  }

  /** Nothing was taken, for want of credentials. */
  static Answer unauthorized(String challenge) {
    return new Answer(
        401,
        Map.of("WWW-Authenticate", challenge),
        said("unauthorized", "Authorization: send the configured token or password"));
  }

  /** Not, or not all, was taken; it is to be handed in again as a whole. */
  static Answer later(int status, int seconds, String reason, String problem) {
    return new Answer(
        status, Map.of("Retry-After", Integer.toString(seconds)), said(reason, problem));
  }

  /** It was taken, the brokers have it. */
  static Answer taken(int status, Map<String, Integer> counts, List<String> problems) {
    Map<String, Object> body = new LinkedHashMap<>(counts);
    if (!problems.isEmpty()) {
      body.put(PROBLEMS, problems.stream().limit(MOST_PROBLEMS).toList());
    }
    return new Answer(status, Map.of(), body);
  }

  private static Map<String, Object> said(String reason, String problem) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("reason", reason);
    body.put(PROBLEM, problem);
    return body;
  }
}
