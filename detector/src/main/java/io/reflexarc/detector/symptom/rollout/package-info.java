/**
 * {@code rollout.*}: what a Deployment does with its templates. Depends on the views of the cluster
 * alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.rollout;

import org.jspecify.annotations.NullMarked;
