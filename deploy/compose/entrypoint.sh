#!/bin/sh
# Starts the stage that this image was built for; the process replaces the shell, so that it gets the signals.
set -eu
flags=
case "$STAGE" in
  detector)
    main=io.reflexarc.detector.DetectorMain
    # It waits more than it computes. C2 would take half a core of a small machine for the first half minute of
    # changes, just when they come in; what it gains later is less. JAVA_OPTS wins.
    # Where there are fewer than three cores the JDK's HTTP client starts a thread for the answer to each scrape, were
    # there no common pool of two.
    flags="-XX:TieredStopAtLevel=1 -Djava.util.concurrent.ForkJoinPool.common.parallelism=2"
    ;;
  decider) main=io.reflexarc.decider.DeciderMain ;;
  chaos)
    main=io.reflexarc.chaos.GamedayMain
    flags="-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=128m -XX:+UseSerialGC"
    ;;
  actuator) main=io.reflexarc.actuator.ActuatorMain ;;
  *) echo "reflexarc: no stage '$STAGE'; build the image with --build-arg STAGE=detector, decider, actuator or chaos" >&2; exit 2 ;;
esac
# shellcheck disable=SC2086
exec java -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError $flags ${JAVA_OPTS:-} -cp '/opt/reflexarc/lib/*' "$main" "$@"
