package io.reflexarc.sandbox.demo;

/** The stations of the straight line, as a reader sees them. */
enum Lane {
  CLUSTER("cluster"),
  SENSED("sensed"),
  DECIDED("decided"),
  DONE("done");

  private final String word;

  Lane(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
