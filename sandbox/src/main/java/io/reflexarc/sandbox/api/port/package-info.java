/**
 * What the API asks of the world behind it: pods that answer, what they use, what time it is.
 * Depends on nothing else of the API.
 */
@NullMarked
package io.reflexarc.sandbox.api.port;

import org.jspecify.annotations.NullMarked;
