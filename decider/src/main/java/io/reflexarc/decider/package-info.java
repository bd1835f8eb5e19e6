/** DECIDE: ingest, window, indicate, judge, incident, restrain, command. Has no cluster access. */
@NullMarked
package io.reflexarc.decider;

import org.jspecify.annotations.NullMarked;
