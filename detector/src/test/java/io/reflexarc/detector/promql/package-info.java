/** Tests of samples from PromQL. */
@org.jspecify.annotations.NullMarked
package io.reflexarc.detector.promql;
