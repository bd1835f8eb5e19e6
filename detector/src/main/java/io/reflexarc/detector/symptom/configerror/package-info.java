/**
 * {@code pod.config-error}: containers that cannot be made. Depends on the views of the cluster
 * alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.configerror;

import org.jspecify.annotations.NullMarked;
