package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One line of a watch.
 *
 * @param type {@code ADDED}, {@code MODIFIED}, {@code DELETED}, {@code BOOKMARK} or {@code ERROR}
 * @param object the object as it is shown
 */
record WatchEvent(String type, ObjectNode object) {

  boolean isChange() {
    return !type.equals("BOOKMARK") && !type.equals("ERROR");
  }
}
