/**
 * The simulated cluster's Kubernetes HTTP API: one server over one {@link
 * io.reflexarc.sandbox.api.store.ObjectStore}. May depend on its own subpackages and the runtime
 * module, never on the world that runs behind it.
 */
@NullMarked
package io.reflexarc.sandbox.api;

import org.jspecify.annotations.NullMarked;
