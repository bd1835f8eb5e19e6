/**
 * The cluster as the actuator needs it: read an object, list objects, replace an object guarded by
 * its resourceVersion. The only package that knows fabric8. Depends on nothing of ours.
 */
@NullMarked
package io.reflexarc.actuator.cluster;

import org.jspecify.annotations.NullMarked;
