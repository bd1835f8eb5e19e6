/** Tests of CloudEvents. */
@org.jspecify.annotations.NullMarked
package io.reflexarc.detector.cloudevent;
