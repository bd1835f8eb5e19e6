/**
 * Addresses of pods and the HTTP server behind them: real loopback addresses where the system has
 * them, names only elsewhere.
 */
@NullMarked
package io.reflexarc.sandbox.world.net;

import org.jspecify.annotations.NullMarked;
