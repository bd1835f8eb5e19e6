/** Tests of what pods use. */
@org.jspecify.annotations.NullMarked
package io.reflexarc.detector.usage;
