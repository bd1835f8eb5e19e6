package io.reflexarc.sandbox.demo;

/** How text is coloured, as the parameters of the terminal's SGR sequence. */
enum Ink {
  NORMAL("0"),
  DIM("2"),
  BOLD("1"),
  GOOD("32"),
  GOOD_BOLD("1;32"),
  BAD("31"),
  BAD_BOLD("1;31"),
  WARN("33"),
  CLUSTER("36"),
  SENSED("34"),
  DECIDED("35"),
  DONE("32");

  private final String sgr;

  Ink(String sgr) {
    this.sgr = sgr;
  }

  String sgr() {
    return sgr;
  }

  static Ink of(Lane lane) {
    return switch (lane) {
      case CLUSTER -> CLUSTER;
      case SENSED -> SENSED;
      case DECIDED -> DECIDED;
      case DONE -> DONE;
    };
  }
}
