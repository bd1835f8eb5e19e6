package io.reflexarc.schemas.policy;

/** How loud a page is. */
public enum Severity implements Word {
  INFO,
  WARNING,
  /** The default. */
  CRITICAL
}
