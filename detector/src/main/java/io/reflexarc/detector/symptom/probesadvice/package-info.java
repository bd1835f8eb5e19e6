/**
 * {@code workload.probes-advice}: templates whose probes are missing or unwise. Depends on the
 * views of the cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.probesadvice;

import org.jspecify.annotations.NullMarked;
