package io.reflexarc.sandbox.world.kubelet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The image registry of the world: it has every image but those that were declared missing. */
public final class Images {
  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  /** Nobody can pull {@code image} from now on. */
  public void lose(String image) {
    missing.add(image);
  }

  /** {@code image} can be pulled (again). */
  public void publish(String image) {
    missing.remove(image);
  }

  boolean has(String image) {
    return !missing.contains(image);
  }

  static String id(String image) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(image.getBytes(StandardCharsets.UTF_8));
      return "docker.io/" + image + "@sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
