package io.reflexarc.schemas.policy;

/** What an indicator judges one by one. */
public enum Per implements Word {
  /** The workload as a whole, whatever versions it runs. */
  WORKLOAD,
  /** Each version of the workload by itself. */
  VERSION,
  /** Each pod by itself. */
  POD
}
