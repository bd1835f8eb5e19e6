package io.reflexarc.sandbox.api.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Answers GET requests to pods, which the API serves at {@code pods/NAME[:PORT]/proxy/PATH}. */
@FunctionalInterface
public interface PodProxy {

  /**
   * What a pod answered.
   *
   * @param code the HTTP status
   * @param contentType of the body
   * @param body as sent
   */
  record Response(
      int code, String contentType, @SuppressWarnings("ArrayRecordComponent") byte[] body) {

    public Response {
      Objects.requireNonNull(contentType, "contentType");
    }

    /** A response of text in UTF-8. */
    public static Response text(int code, String contentType, String body) {
      return new Response(code, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Asks a pod.
   *
   * @param pod the stored pod; not to be changed
   * @param port as the URL names it, empty for none
   * @param path with a leading slash
   */
  Response get(ObjectNode pod, String port, String path);

  /** A proxy that reaches no pod. */
  static PodProxy unreachable() {
    return (pod, port, path) ->
        Response.text(503, "text/plain; charset=utf-8", "no pod can be reached in this cluster");
  }
}
