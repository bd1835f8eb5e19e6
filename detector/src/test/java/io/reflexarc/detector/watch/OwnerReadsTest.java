package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.reflexarc.detector.cluster.Metadata.ControllerRef;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.OwnerView;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnerReadsTest {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String KAFKAS = "/apis/kafka.strimzi.io/v1beta2/namespaces/shop/kafkas/";

  private final Map<String, String> served = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Sink sink = new Sink();
  private HttpServer server;
  private KubernetesClient client;
  private StageMetrics metrics;
  private OwnerReads reads;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          byte[] body =
              served
                  .getOrDefault(exchange.getRequestURI().getPath(), "")
                  .getBytes(StandardCharsets.UTF_8);
          boolean refused = new String(body, StandardCharsets.UTF_8).equals("403");
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(
              refused ? 403 : body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
          if (body.length > 0) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    metrics = new StageMetrics("detector");
    reads = new OwnerReads(new ApiReader(client, Duration.ofSeconds(5)), metrics);
    reads.start(sink);
    served.put(
        "/apis/kafka.strimzi.io/v1beta2",
        """
        {"kind":"APIResourceList","groupVersion":"kafka.strimzi.io/v1beta2","resources":[
          {"name":"kafkas/status","kind":"Kafka","namespaced":true},
          {"name":"kafkas","kind":"Kafka","namespaced":true}]}
        """);
  }

  @AfterEach
  void stop() {
    reads.close();
    client.close();
    metrics.close();
    server.stop(0);
  }

  @Test
  void shouldTellTheOwnersOwnerWhenItIsLookedUp() {
    served.put(
        KAFKAS + "main",
        """
        {"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{
          "name":"main","namespace":"shop","uid":"u1","ownerReferences":[
            {"apiVersion":"platform.example.com/v1","kind":"Stack","name":"all","uid":"u2",
             "controller":true}]}}
        """);

    reads.whoOwns("shop", kafka("main", "u1"));
    reads.whoOwns("shop", kafka("main", "u1"));

    OwnerView owner = sink.first();
    assertThat(owner.meta().controller())
        .isEqualTo(new ControllerRef("platform.example.com/v1", "Stack", "all", "u2"));
    assertThat(asked).containsExactly("/apis/kafka.strimzi.io/v1beta2", KAFKAS + "main");
  }

  @Test
  void shouldTellThatNothingIsAboveWhenTheOwnerIsGoneOrAnother() {
    served.put(KAFKAS + "other", "{\"metadata\":{\"name\":\"other\",\"uid\":\"new\"}}");

    reads.whoOwns("shop", kafka("gone", "u1"));
    assertThat(sink.first().meta().controller()).isNull();

    reads.whoOwns("shop", kafka("other", "old"));
    await().atMost(LONG).until(() -> sink.owners.size() == 2);
    assertThat(sink.owners.get(1).meta().uid()).isEqualTo("old");
  }

  @Test
  void shouldTellWhatIsKnownAtOnceWhenItMayNotLook() {
    served.put(KAFKAS + "secret", "403");

    reads.whoOwns("shop", kafka("secret", "u1"));

    assertThat(sink.first().meta().name()).isEqualTo("secret");
    assertThat(sink.first().meta().controller()).isNull();
  }

  @Test
  void shouldAskNothingWhenAnOwnersApiVersionIsNone() {
    reads.whoOwns("shop", new ControllerRef("../../secrets", "Kafka", "main", "u1"));

    await().atMost(LONG).until(() -> !sink.owners.isEmpty());
    assertThat(asked).isEmpty();
  }

  private static ControllerRef kafka(String name, String uid) {
    return new ControllerRef("kafka.strimzi.io/v1beta2", "Kafka", name, uid);
  }

  private static final class Sink implements ClusterSink {

    private final List<OwnerView> owners = new CopyOnWriteArrayList<>();

    OwnerView first() {
      await().atMost(LONG).until(() -> !owners.isEmpty());
      return owners.get(0);
    }

    @Override
    public void observed(Observation observation) {
      owners.add((OwnerView) ((Observation.Seen) observation).object());
    }

    @Override
    public void policySeen(PolicyText policy) {}

    @Override
    public void policyGone(String key) {}

    @Override
    public void policiesComplete() {}
  }
}
