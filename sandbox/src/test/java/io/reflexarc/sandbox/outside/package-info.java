/** Real systems beside the stages: Prometheus and Alertmanager, where they are installed. */
@org.jspecify.annotations.NullMarked
package io.reflexarc.sandbox.outside;
