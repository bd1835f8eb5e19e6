package io.reflexarc.detector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.Sum;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusNameTest {

  @ParameterizedTest
  @CsvSource({
    "gauge, jvm.memory.used, By, jvm_memory_used_bytes",
    "gauge, system.cpu.utilization, 1, system_cpu_utilization_ratio",
    "gauge, disk.io, By/s, disk_io_bytes_per_second",
    "gauge, queue.depth, {item}, queue_depth",
    "gauge, wait_seconds, s, wait_seconds",
    "gauge, 5xx, '', _5xx",
    "gauge, a..b--c, '', a_b_c",
    "gauge, temperature, Cel, temperature_celsius",
    "gauge, speed, m/s, speed_meters_per_second",
    "sum, http.server.requests, {request}, http_server_requests_total",
    "sum, process.cpu.time, s, process_cpu_time_seconds_total",
    "sum, requests_total, 1, requests_total",
    "gauge, ..., '', ''",
  })
  void shouldBeAsPrometheusNamesItWhenNameAndUnitAreTold(
      String kind, String name, String unit, String expected) {
    // given
    Metric.Builder metric = Metric.newBuilder().setName(name).setUnit(unit);

    // when
    String told =
        PrometheusName.of(
            kind.equals("sum")
                ? metric.setSum(Sum.newBuilder().setIsMonotonic(true)).build()
                : metric.setGauge(Gauge.getDefaultInstance()).build());

    // then
    assertThat(told).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http.response.status_code, http_response_status_code",
    "1st, key_1st",
    "é-x, __x",
  })
  void shouldBeAsPrometheusNamesItWhenAnAttributeIsALabel(String key, String expected) {
    assertThat(PrometheusName.ofLabel(key)).isEqualTo(expected);
  }
}
