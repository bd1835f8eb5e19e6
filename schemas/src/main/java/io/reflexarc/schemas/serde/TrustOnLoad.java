package io.reflexarc.schemas.serde;

import org.apache.avro.Conversion;

/**
 * Found by Avro itself when the first generated class is initialized, which is before that class
 * can need any trust: so programs that only build our records have nothing to call. It converts
 * nothing: no schema names its logical type.
 */
public final class TrustOnLoad extends Conversion<TrustOnLoad> {

  static {
    TrustedRecords.install();
  }

  @Override
  public Class<TrustOnLoad> getConvertedType() {
    return TrustOnLoad.class;
  }

  @Override
  public String getLogicalTypeName() {
    return "reflexarc-trust-on-load";
  }
}
