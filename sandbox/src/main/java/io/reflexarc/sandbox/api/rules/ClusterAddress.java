package io.reflexarc.sandbox.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Gives each service its address within 10.96.0.0/12, by its uid, and lets it keep it. */
final class ClusterAddress {

  private ClusterAddress() {}

  static void assign(@Nullable ObjectNode before, ObjectNode service) {
    ObjectNode spec = service.withObjectProperty("spec");
    if (spec.hasNonNull("clusterIP") || spec.path("type").asText().equals("ExternalName")) {
      return;
    }
    JsonNode kept = before == null ? null : before.path("spec").get("clusterIP");
    String address = kept != null ? kept.asText() : addressOf(service);
    spec.put("clusterIP", address);
    spec.putArray("clusterIPs").add(address);
  }

  private static String addressOf(ObjectNode service) {
    CRC32 hash = new CRC32();
    String uid = service.path("metadata").path("uid").asText();
    hash.update(uid.getBytes(StandardCharsets.UTF_8));
    long value = hash.getValue();
    return "10.%d.%d.%d".formatted(96 + value % 16, value / 16 % 256, 1 + value / 4096 % 254);
  }
}
