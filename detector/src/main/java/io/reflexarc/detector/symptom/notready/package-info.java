/**
 * {@code pod.not-ready}: a pod that was ready and is not. Depends on the views of the cluster
 * alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.notready;

import org.jspecify.annotations.NullMarked;
