/**
 * {@code leader.*}: who holds the leases by which leaders are elected. Depends on the views of the
 * cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.leader;

import org.jspecify.annotations.NullMarked;
