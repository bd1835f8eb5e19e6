package io.reflexarc.sandbox.api.http;

import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/** Lets in who carries the token, if there is one to carry; health checks are open to all. */
final class Authentication {

  private static final List<String> OPEN = List.of("healthz", "livez", "readyz", "version");

  private final String token;
  private final ResourceTypes types;

  Authentication(String token, ResourceTypes types) {
    this.token = token;
    this.types = types;
  }

  void check(ApiRequest request) {
    List<String> segments = request.segments();
    if (token.isEmpty() || (!segments.isEmpty() && OPEN.contains(segments.get(0)))) {
      return;
    }
    String given = request.header("authorization");
    if (given.isEmpty()) {
      throw denial(request);
    }
    byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8))) {
      throw ApiException.of(401, "Unauthorized", "Unauthorized");
    }
  }

  /** What a request is told that nobody in particular made. */
  ApiException denial(ApiRequest request) {
    List<String> segments = request.segments();
    boolean core = !segments.isEmpty() && segments.get(0).equals("api");
    int prefix = core ? 2 : 3;
    if (segments.size() <= prefix) {
      String verb = request.method().toLowerCase(Locale.ROOT);
      return ApiException.withEmptyDetails(
          403,
          "Forbidden",
          "forbidden: User \"system:anonymous\" cannot %s path \"%s\""
              .formatted(verb, request.path()));
    }
    ResourcePath path =
        ResourcePath.parse(
            types,
            core ? "" : segments.get(1),
            segments.get(prefix - 1),
            segments.subList(prefix, segments.size()));
    String verb = Verbs.of(request, path);
    return ApiException.anonymous(
        path.type(),
        path.name(),
        verb.equals("apply") ? "patch" : verb,
        path.subresource(),
        path.namespace());
  }
}
