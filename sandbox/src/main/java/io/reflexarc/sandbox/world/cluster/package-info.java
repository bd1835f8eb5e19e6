/**
 * The simulated controllers' access to the cluster: a cache fed by the store's changes, writes that
 * start from the latest version, work queues and Events. All of it runs on the world's thread.
 * Depends on the object store and the world clock.
 */
@NullMarked
package io.reflexarc.sandbox.world.cluster;

import org.jspecify.annotations.NullMarked;
