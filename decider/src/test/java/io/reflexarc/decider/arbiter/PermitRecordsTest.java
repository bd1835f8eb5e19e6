package io.reflexarc.decider.arbiter;

import static io.reflexarc.decider.arbiter.Court.HOUR;
import static io.reflexarc.decider.arbiter.Court.limit;
import static io.reflexarc.decider.arbiter.Court.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.ingest.PermitContract;
import io.reflexarc.schemas.avro.PermitRequest;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Hold;
import io.reflexarc.schemas.policy.LimitScope;
import io.reflexarc.schemas.policy.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PermitRecordsTest {

  private static final String TARGET = workload("cart");
  private static final Needs NEEDS =
      new Needs(
          new TreeSet<>(Set.of(workload("db"), workload("mail"))),
          new TreeSet<>(Set.of("n1", "n2")),
          new TreeSet<>(Set.of(workload("db"))));

  static Stream<Request> requests() {
    return Stream.of(
        new Request.Ask(
            TARGET,
            7,
            "id",
            5,
            "incident",
            "shop/errors",
            "rollback",
            List.of(limit(2, HOUR, LimitScope.CLUSTER), limit(1, HOUR, LimitScope.TARGET)),
            Set.of(Hold.NODE_UNHEALTHY),
            NEEDS,
            3),
        new Request.Used(TARGET, 7, "id", 5, "shop/errors"),
        new Request.Returned(TARGET, 7, "id", 5),
        new Request.Ended(TARGET, 7, "id", Outcome.NOT_HEALED),
        new Request.Unwell(TARGET, 7, NEEDS, 3, "it is ill"),
        new Request.Well(TARGET, 7),
        new Request.Census(
            "prod//Partition/4", 7, 12, new TreeMap<>(Map.of("n1", "east", "n2", "")), true));
  }

  static Stream<Ruling> rulings() {
    return Stream.of(
        new Ruling(TARGET, "id", 5, 7, Optional.empty()),
        new Ruling(
            TARGET,
            "id",
            5,
            7,
            Optional.of(
                new Ruling.Denial(Gate.LIMIT, Optional.empty(), OptionalLong.of(9), "full"))),
        new Ruling(
            TARGET,
            "id",
            5,
            7,
            Optional.of(
                new Ruling.Denial(
                    Gate.DEPENDENCY_UNHEALTHY,
                    Optional.of(workload("db")),
                    OptionalLong.empty(),
                    "ill"))));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void shouldReadBackARequestAndKeepItsContract(Request request) {
    // when
    PermitRequest record = PermitRecords.of(4, request);
    // then
    assertThat(PermitRecords.read(record)).contains(request);
    assertThat(record.getPartition()).isEqualTo(4);
    assertThat(PermitContract.check("prod", record, 7)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rulings")
  void shouldReadBackAnAnswerAndKeepItsContract(Ruling ruling) {
    assertThat(PermitRecords.read(PermitRecords.of(ruling))).isEqualTo(ruling);
    assertThat(PermitContract.check(TARGET, PermitRecords.of(ruling), 7)).isEmpty();
  }
}
