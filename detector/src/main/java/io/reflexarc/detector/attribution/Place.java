package io.reflexarc.detector.attribution;

import io.reflexarc.schemas.key.TargetKey;
import org.jspecify.annotations.Nullable;

/**
 * Where a pod belongs.
 *
 * @param target the logical workload: of a canary's pod the stable
 * @param object what carries its version: of a canary's pod the canary
 * @param version what it runs
 * @param revision its revision in {@code object}; null where there are none
 */
public record Place(
    TargetKey target, TargetKey object, String version, @Nullable String revision) {}
