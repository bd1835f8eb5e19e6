/** Tests of what other systems hand in. */
@org.jspecify.annotations.NullMarked
package io.reflexarc.detector.intake;
