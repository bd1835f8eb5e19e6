package io.reflexarc.schemas.policy;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a policy; the list is bounded, what follows is counted. */
final class Mistakes {

  static final int MAX = 100;

  private final List<Mistake> found = new ArrayList<>();
  private int count;

  void add(String path, String message) {
    count++;
    if (found.size() < MAX) {
      found.add(new Mistake(path, message));
    }
  }

  int count() {
    return count;
  }

  List<Mistake> all() {
    List<Mistake> all = new ArrayList<>(found);
    if (count > found.size()) {
      all.add(new Mistake("", "and " + (count - found.size()) + " more mistakes"));
    }
    return all;
  }
}
