/**
 * Workload states: a Deployment with its canaries, its versions side by side and its history, from
 * the picture of the cluster. Pure.
 */
@NullMarked
package io.reflexarc.detector.workload;

import org.jspecify.annotations.NullMarked;
