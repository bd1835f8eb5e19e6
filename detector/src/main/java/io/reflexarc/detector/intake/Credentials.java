package io.reflexarc.detector.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may hand in: whoever shows the token or the password. Compares digests, in a time that tells
 * nothing of how much was right.
 */
final class Credentials {

  private static final int LONGEST = 4_096;
  private static final int SCHEME = 6;

  private final List<byte[]> accepted = new ArrayList<>();
  private final List<String> challenges = new ArrayList<>();

  Credentials(IntakeSettings settings) {
    if (!settings.token().isEmpty()) {
      accepted.add(digest("bearer " + settings.token()));
      challenges.add("Bearer realm=\"reflexarc\"");
    }
    if (!settings.user().isEmpty()) {
      String pair = settings.user() + ":" + settings.password();
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      accepted.add(digest("basic " + encoded));
      challenges.add("Basic realm=\"reflexarc\", charset=\"UTF-8\"");
    }
  }

  /** What to answer to one who may not. */
  String challenge() {
    return String.join(", ", challenges);
  }

  /** Whether the value of an {@code Authorization} header is accepted. */
  boolean accept(@Nullable String authorization) {
    if (accepted.isEmpty()) {
      return true;
    }
    if (authorization == null || authorization.length() > LONGEST) {
      return false;
    }
    byte[] shown = digest(normalised(authorization));
    boolean right = false;
    for (byte[] one : accepted) {
      right |= MessageDigest.isEqual(one, shown);
    }
    return right;
  }

  /** The scheme is written in any case. */
  private static String normalised(String authorization) {
    int blank = authorization.indexOf(' ');
    if (blank < 1 || blank > SCHEME) {
      return authorization;
    }
    return authorization.substring(0, blank).toLowerCase(Locale.ROOT)
        + ' '
        + authorization.substring(blank).strip();
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
