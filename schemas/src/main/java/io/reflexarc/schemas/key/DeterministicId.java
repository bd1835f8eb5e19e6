package io.reflexarc.schemas.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids that are a function of what they name, so that whoever computes one again, after a restart or
 * a replay, gets the same. SHA-256 over the parts, each with its length before it so that no two
 * lists of parts run together; the first 16 bytes, as 32 hexadecimal digits.
 */
public final class DeterministicId {

  private static final int BYTES = 16;

  private DeterministicId() {}

  /** The id of these parts, in this order. */
  public static String of(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /** The id of an incident: one a target, policy and onset. */
  public static String ofIncident(TargetKey target, String policy, long onsetMillis) {
    return of("incident", target.toString(), policy, Long.toString(onsetMillis));
  }

  /** The id of the command for one rung of an incident's ladder. */
  public static String ofCommand(String incidentId, int rung) {
    return of("command", incidentId, Integer.toString(rung));
  }

  /**
   * The id of a command that takes back what one rung of an incident's ladder did.
   *
   * @param step the how manieth of them it is, from 1
   */
  public static String ofUndo(String incidentId, int rung, int step) {
    return of("undo", incidentId, Integer.toString(rung), Integer.toString(step));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
