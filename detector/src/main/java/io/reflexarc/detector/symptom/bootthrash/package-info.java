/**
 * {@code probe.boot-thrash}: containers that their probes kill while they boot. Depends on the
 * views of the cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.bootthrash;

import org.jspecify.annotations.NullMarked;
