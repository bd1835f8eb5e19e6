/**
 * {@code pod.crashed}: containers that end with an error. Depends on the views of the cluster
 * alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.crashed;

import org.jspecify.annotations.NullMarked;
