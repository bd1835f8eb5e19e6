/** What strangers may send, ten thousand mistakes at each door. */
@org.jspecify.annotations.NullMarked
package io.reflexarc.detector.fuzz;
