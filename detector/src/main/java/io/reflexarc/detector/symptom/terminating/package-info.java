/**
 * {@code pod.stuck-terminating}: pods that should be gone. Depends on the views of the cluster
 * alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.terminating;

import org.jspecify.annotations.NullMarked;
