package io.reflexarc.sandbox.world.traffic;

/**
 * Whose process it is.
 *
 * @param uid of the pod
 * @param pod its name
 * @param version what it runs
 * @param memoryLimitBytes of the container; 0 for none
 */
public record PodIdentity(String uid, String pod, AppVersion version, long memoryLimitBytes) {}
