package io.reflexarc.decider.restraint;

/**
 * That a release may be the cause of what is treated as a symptom, while the policy that would take
 * it back has not concluded.
 *
 * @param release what was rolled out, as object@version
 * @param until until when its policy is waited for, event time
 * @param says a clause
 */
public record Suspicion(String release, long until, String says) {}
