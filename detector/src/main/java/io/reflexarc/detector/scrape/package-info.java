/**
 * Measures pods: which, when, within which limits. Depends on the JDK's HTTP client; reaching pods
 * through the API server is another implementation of its port, in the watch package.
 */
@NullMarked
package io.reflexarc.detector.scrape;

import org.jspecify.annotations.NullMarked;
