/**
 * SENSE: observe, recognise, attribute, publish. Reads the cluster and never writes to it, but for
 * the status of policies.
 */
@NullMarked
package io.reflexarc.detector;

import org.jspecify.annotations.NullMarked;
