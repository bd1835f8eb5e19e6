package io.reflexarc.chaos.attack.check;

/**
 * What a stage set aside.
 *
 * @param topic the topic that it was read from
 * @param stage the stage that could not read it
 * @param reason why, as its header says; empty when there is none
 * @param bytes as found, as text
 */
public record DeadLetter(String topic, String stage, String reason, String bytes) {}
