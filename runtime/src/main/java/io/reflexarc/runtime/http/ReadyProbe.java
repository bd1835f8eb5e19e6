package io.reflexarc.runtime.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Asks a process of ours a health question from inside its container, where there may be neither a
 * shell nor curl.
 */
final class ReadyProbe {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private ReadyProbe() {}

  /** Whether the URL answers 200 within three seconds. */
  static boolean isOk(URI url) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
