/**
 * {@code probe.*-failed}: probes that fail, as nodes say in Events. Depends on the views of the
 * cluster alone.
 */
@NullMarked
package io.reflexarc.detector.symptom.probe;

import org.jspecify.annotations.NullMarked;
