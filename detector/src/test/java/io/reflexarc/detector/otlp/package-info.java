/** Tests of metrics that come by OTLP. */
@org.jspecify.annotations.NullMarked
package io.reflexarc.detector.otlp;
