package io.reflexarc.detector.policy;

import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.policy.Mistake;
import io.reflexarc.schemas.policy.ParseResult;
import io.reflexarc.schemas.policy.PolicyParser;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last good policy under each name. A broken one never replaces it, and a file never a custom
 * resource; a file that stands behind one comes forward when that is deleted. Owned by one thread.
 */
public final class PolicyBook {

  private static final String FILE = "file:";

  private final Map<String, PolicyRecord> pages = new HashMap<>();
  private final Map<String, PolicyRecord> behind = new HashMap<>();
  private final Set<String> written = new HashSet<>();

  /** Takes a policy as written; says whether it can be enforced. */
  public PolicyVerdict put(PolicyText text, Instant now) {
    PolicyRecord known = pages.get(text.key());
    ParseResult result =
        PolicyParser.parse(text.namespace(), text.name(), text.generation(), text.spec());
    if (known != null
        && text.source().startsWith(FILE)
        && known.getSource().equals(PolicyText.CRD)) {
      result.accepted().ifPresent(accepted -> behind.put(text.key(), record(text, now)));
      return new PolicyVerdict(
          text, List.of(new Mistake("metadata.name", text.key() + " exists as a custom resource")));
    }
    if (result.accepted().isPresent()) {
      keep(text, known, now);
    }
    written.add(text.key());
    return new PolicyVerdict(text, result.mistakes());
  }

  /**
   * Forgets a policy that was deleted.
   *
   * @return whether it was there, from that source
   */
  public boolean remove(String key, String source) {
    behind.computeIfPresent(key, (same, file) -> file.getSource().equals(source) ? null : file);
    PolicyRecord page = pages.get(key);
    if (page == null) {
      return written.remove(key);
    }
    if (!page.getSource().equals(source)) {
      return false;
    }
    PolicyRecord file = behind.remove(key);
    if (file == null) {
      pages.remove(key);
      written.remove(key);
    } else {
      pages.put(key, file);
    }
    return true;
  }

  /** Whether there is a policy of that name, good or broken. */
  public boolean isWritten(String key) {
    return written.contains(key);
  }

  /** Whether two records ask for the same. */
  public static boolean same(@Nullable PolicyRecord one, PolicyRecord other) {
    return one != null
        && one.getSpec().equals(other.getSpec())
        && one.getGeneration() == other.getGeneration()
        && one.getSource().equals(other.getSource());
  }

  private void keep(PolicyText text, @Nullable PolicyRecord known, Instant now) {
    PolicyRecord record = record(text, now);
    if (known != null && known.getSource().startsWith(FILE) && !text.source().startsWith(FILE)) {
      behind.put(text.key(), known);
    }
    pages.put(text.key(), known != null && same(known, record) ? known : record);
  }

  private static PolicyRecord record(PolicyText text, Instant now) {
    return PolicyRecord.newBuilder()
        .setNamespace(text.namespace())
        .setName(text.name())
        .setApiVersion(PolicyParser.API_VERSION)
        .setGeneration(text.generation())
        .setSpec(text.spec())
        .setSource(text.source())
        .setUpdatedAt(now)
        .build();
  }

  /** All records. */
  public Collection<PolicyRecord> records() {
    return List.copyOf(pages.values());
  }
}
