package io.reflexarc.chaos.noise;

/** What a workload is there for; the label by which policies find it. */
enum Role {
  /** Answers requests of three countries, scaled with the traffic. */
  WEB(2, 4, 6, 14, 0.5),
  /** A service of several pods alike, each of which can be told from its peers. */
  FLEET(5, 7, 15, 25, 0.4),
  /** Each request leaves a job, and the jobs get done. */
  WORKER(2, 4, 3, 8, 0.5),
  /** Fills its memory for half an hour after each start. */
  CACHE(2, 3, 5, 10, 0.4),
  /** One pod of several leads. */
  LEDGER(3, 3, 3, 6, 0.3);

  private final int fewest;
  private final int most;
  private final int rateFrom;
  private final int rateTo;
  private final double daily;

  Role(int fewest, int most, int rateFrom, int rateTo, double daily) {
    this.fewest = fewest;
    this.most = most;
    this.rateFrom = rateFrom;
    this.rateTo = rateTo;
    this.daily = daily;
  }

  /** Its value of the label {@code role}. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Replicas when the least is asked of it. */
  int fewest() {
    return fewest;
  }

  /** Replicas when the most is asked of it. */
  int most() {
    return most;
  }

  /** Least mean rate of a day, requests a second. */
  int rateFrom() {
    return rateFrom;
  }

  /** Greatest mean rate of a day, requests a second. */
  int rateTo() {
    return rateTo;
  }

  /** Share of the mean by which the rate swings over a day. */
  double daily() {
    return daily;
  }

  /** Whether its pods come and go with the traffic. */
  boolean scales() {
    return most > fewest;
  }

  /** The role of a workload by its number: one of each among the first twenty, most are web. */
  static Role of(int number) {
    if (number % 100 == 3) {
      return LEDGER;
    }
    return switch (number % 20) {
      case 7 -> FLEET;
      case 5, 11, 17 -> WORKER;
      case 9, 14 -> CACHE;
      default -> WEB;
    };
  }
}
