package io.reflexarc.chaos.attack.check;

/**
 * Bytes that are no record, put into a topic.
 *
 * @param topic its full name
 * @param id what the bytes say, different each time
 */
public record Poison(String topic, String id) {}
