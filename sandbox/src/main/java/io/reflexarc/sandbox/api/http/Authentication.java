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
      throw anonymous(request, segments);
    }
    byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8))) {
      throw ApiException.of(401, "Unauthorized", "Unauthorized");
    }
  }

  private ApiException anonymous(ApiRequest request, List<String> segments) {
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
    return ApiException.anonymous(
        path.type(), path.name(), Verbs.of(request, path), path.subresource(), path.namespace());
  }
}
