package io.reflexarc.sandbox.world.traffic;

import java.util.Locale;
import java.util.Map;

/** The metrics of one process as text, in Prometheus' format 0.0.4 or in OpenMetrics 1.0.0. */
public final class Exposition {
  /** Content type of the plain Prometheus format. */
  public static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /** Content type of OpenMetrics. */
  public static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final double MILLIS = 1000.0;
  private final StringBuilder out = new StringBuilder(4096);
  private final boolean openMetrics;
  private final String labels;

  private Exposition(PodIdentity identity, boolean openMetrics) {
    this.openMetrics = openMetrics;
    this.labels =
        "app=\""
            + escape(identity.version().app())
            + "\",app_version=\""
            + escape(identity.version().version())
            + '"';
  }

  /** Which of the two formats a client with this {@code Accept} header gets. */
  public static boolean wantsOpenMetrics(String accept) {
    return accept.toLowerCase(Locale.ROOT).contains("application/openmetrics-text");
  }

  /** The text for one moment of a process. */
  public static String of(PodApp.Snapshot now, boolean openMetrics) {
    return new Exposition(now.identity(), openMetrics).write(now);
  }

  private String write(PodApp.Snapshot now) {
    requests(now.byCountry());
    histogram(now);
    gauge("process_resident_memory_bytes", "Resident memory size in bytes.", now.memoryBytes());
    long limit = now.identity().memoryLimitBytes();
    if (limit > 0) {
      gauge("container_spec_memory_limit_bytes", "Memory limit of the container.", limit);
    }
    gauge("process_open_fds", "Number of open file descriptors.", now.openFiles());
    family("process_cpu_seconds", "counter", "User and system CPU time in seconds.");
    sample("process_cpu_seconds_total", labels, now.cpuSeconds());
    family("jvm_gc_pause_seconds", "summary", "Time spent in GC pauses.");
    sample("jvm_gc_pause_seconds_count", labels, now.gcCount());
    sample("jvm_gc_pause_seconds_sum", labels, now.gcSeconds());
    family("jobs_received", "counter", "Jobs that arrived for the worker.");
    sample("jobs_received_total", labels, now.jobsReceived());
    family("jobs_done", "counter", "Jobs that the worker has completed.");
    sample("jobs_done_total", labels, now.jobsDone());
    if (now.leadership() != PodApp.Leadership.NONE) {
      boolean leads = now.leadership() == PodApp.Leadership.LEADS;
      gauge("is_leader", "1 while the process takes itself for the leader.", leads ? 1 : 0);
    }
    gauge(
        "process_start_time_seconds",
        "Start time of the process since unix epoch in seconds.",
        now.startedAt().toEpochMilli() / MILLIS);
    if (openMetrics) {
      out.append("# EOF\n");
    }
    return out.toString();
  }

  private void requests(Map<String, PodApp.Outcome> byCountry) {
    family("http_requests", "counter", "Requests served, by status.");
    byCountry.forEach(
        (country, outcome) -> {
          request("200", country, outcome.requests() - outcome.errors());
          request("500", country, outcome.errors());
        });
  }

  private void request(String status, String country, long count) {
    String with =
        "status=\""
            + status
            + "\",method=\"GET\","
            + labels
            + ",country=\""
            + escape(country)
            + '"';
    sample("http_requests_total", with, count);
  }

  private void histogram(PodApp.Snapshot now) {
    String name = "http_request_duration_seconds";
    family(name, "histogram", "Time to serve a request.");
    long[] buckets = now.buckets();
    for (int i = 0; i < buckets.length; i++) {
      String le = i < LatencyHistogram.BOUNDS.length ? number(LatencyHistogram.BOUNDS[i]) : "+Inf";
      sample(name + "_bucket", labels + ",le=\"" + le + '"', buckets[i]);
    }
    sample(name + "_count", labels, buckets[buckets.length - 1]);
    sample(name + "_sum", labels, now.latencySumSeconds());
  }

  private void gauge(String name, String help, Number value) {
    family(name, "gauge", help);
    sample(name, labels, value);
  }

  private void family(String name, String type, String help) {
    String family = !openMetrics && type.equals("counter") ? name + "_total" : name;
    out.append("# HELP ").append(family).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(family).append(' ').append(type).append('\n');
  }

  private void sample(String name, String with, Number sampled) {
    double value = sampled.doubleValue();
    out.append(name).append('{').append(with).append("} ").append(number(value)).append('\n');
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
