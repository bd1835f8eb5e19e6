/**
 * What pods use, as {@code metrics.k8s.io} tells it. Depends on attribution, ownership and the
 * publisher; the API is reached through {@code watch}.
 */
@NullMarked
package io.reflexarc.detector.usage;

import org.jspecify.annotations.NullMarked;
