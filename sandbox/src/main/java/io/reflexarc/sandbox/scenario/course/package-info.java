/**
 * What a story's services really did, reading by reading, and what is asked of it: steady states
 * and the error budget. Depends on the world's traffic and its clock.
 */
@NullMarked
package io.reflexarc.sandbox.scenario.course;

import org.jspecify.annotations.NullMarked;
