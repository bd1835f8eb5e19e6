/**
 * CloudEvents 1.0 over HTTP, and their one-to-one binding to facts. Pure; depends on the intake's
 * border and the contract.
 */
@NullMarked
package io.reflexarc.detector.cloudevent;

import org.jspecify.annotations.NullMarked;
