package io.reflexarc.decider.incident;

import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.schemas.avro.VersionState;

/**
 * A version that was rolled out, and what a policy that would take it back says of it.
 *
 * @param version the version, as its object asks for it
 * @param policy key of that policy
 * @param reading what it says
 */
public record Release(VersionState version, String policy, Reading reading) {

  /** How it is called as a cause: object@version. */
  public String cause() {
    return version.getObject() + "@" + version.getVersion();
  }

  /** How long it was there when a symptom began, milliseconds; negative when it came after it. */
  public long leadMillis(long onset) {
    return onset - version.getSince().toEpochMilli();
  }

  /** That it was rolled out before a symptom began. */
  public String before(long onset) {
    return version.getVersion()
        + ", rolled out "
        + Numbers.duration(leadMillis(onset))
        + " before it began";
  }
}
