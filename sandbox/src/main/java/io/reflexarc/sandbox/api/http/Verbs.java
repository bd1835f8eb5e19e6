package io.reflexarc.sandbox.api.http;

/** What a request does, in the words of Kubernetes' authorization. */
final class Verbs {

  private Verbs() {}

  static String of(ApiRequest request, ResourcePath path) {
    return switch (request.method()) {
      case "GET" -> request.isWatch() ? "watch" : path.isCollection() ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" ->
          request.header("content-type").startsWith("application/apply-patch") ? "apply" : "patch";
      case "DELETE" -> path.isCollection() ? "deletecollection" : "delete";
      default -> "unknown";
    };
  }
}
