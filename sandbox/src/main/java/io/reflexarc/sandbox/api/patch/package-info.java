/**
 * Pure functions that change one object: JSON patch, merge patch, strategic merge patch and
 * server-side apply with its field sets.
 */
@NullMarked
package io.reflexarc.sandbox.api.patch;

import org.jspecify.annotations.NullMarked;
