package io.reflexarc.actuator.action.route;

/**
 * Two backends of a route.
 *
 * @param from that gives traffic away
 * @param to that takes it
 */
record Pair(String from, String to) {}
