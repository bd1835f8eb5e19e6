/**
 * A day of normal life on many workloads, made from a seed as a scenario folder, and played:
 * nothing is done unless a fault hides in it. The making is pure; depends on the sandbox's
 * scenarios.
 */
@NullMarked
package io.reflexarc.chaos.noise;

import org.jspecify.annotations.NullMarked;
