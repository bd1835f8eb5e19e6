package io.reflexarc.decider.indicator.singleton;

/**
 * Who leads rightly.
 *
 * @param pod the pod that holds the lease
 * @param lease the lease
 */
public record Holder(String pod, String lease) {}
