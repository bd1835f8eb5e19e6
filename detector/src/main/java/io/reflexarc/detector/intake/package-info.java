/**
 * What other systems hand in over HTTP: who may, how much, and what becomes of it; the same way for
 * every format. Depends on Javalin, attribution and the publisher.
 */
@NullMarked
package io.reflexarc.detector.intake;

import org.jspecify.annotations.NullMarked;
