package io.reflexarc.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PagesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant BORN = Instant.parse("2026-11-24T00:00:00Z");

  private final GeneratedCluster cluster =
      new GeneratedCluster(new ClusterShape(400, 20, 40), BORN);
  private final Pages pages = new Pages(cluster);

  @ParameterizedTest
  @EnumSource(Resource.class)
  void shouldListEachObjectOnceWhenPageByPage(Resource resource) throws IOException {
    // given
    Set<String> uids = new HashSet<>();
    String next = "";

    // when
    do {
      JsonNode page = page(resource, "limit=7&continue=" + next);
      page.get("items").forEach(it -> uids.add(it.at("/metadata/uid").asText()));
      next = page.at("/metadata/continue").asText("");
    } while (!next.isEmpty());

    // then
    assertThat(uids).hasSize(resource.count(cluster.shape()));
  }

  @Test
  void shouldLeadFromPodToDeploymentWhenOwnersAreFollowed() throws IOException {
    // given
    JsonNode pod = page(Resource.PODS, "").get("items").get(123);

    // when
    JsonNode set = find(Resource.REPLICA_SETS, pod.at("/metadata/ownerReferences/0/uid").asText());
    JsonNode deployment =
        find(Resource.DEPLOYMENTS, set.at("/metadata/ownerReferences/0/uid").asText());

    // then
    assertThat(set.at("/metadata/name").asText())
        .isEqualTo(pod.at("/metadata/ownerReferences/0/name").asText());
    assertThat(deployment.at("/metadata/name").asText())
        .isEqualTo(pod.at("/metadata/labels/app").asText());
    assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(10);
  }

  @Test
  void shouldBeOfRecordedSizeWhenAPodIsWritten() throws IOException {
    assertThat(page(Resource.PODS, "").get("items").get(0).toString().length())
        .isBetween(5_000, 8_000);
  }

  @Test
  void shouldShowAKillWhenOneBefellThePod() throws IOException {
    // given
    cluster.lives().apply(new PodChange(5, PodChange.Kind.OOM_KILLED, BORN.plusSeconds(9)));

    // when
    JsonNode pod = page(Resource.PODS, "").get("items").get(5);

    // then
    JsonNode status = pod.at("/status/containerStatuses/0");
    assertThat(status.at("/lastState/terminated/reason").asText()).isEqualTo("OOMKilled");
    assertThat(status.at("/lastState/terminated/finishedAt").asText())
        .isEqualTo("2026-11-24T00:00:09Z");
    assertThat(status.at("/restartCount").asInt()).isEqualTo(1);
    assertThat(GeneratedCluster.podOf(pod.at("/metadata/uid").asText())).isEqualTo(5);
  }

  private JsonNode find(Resource resource, String uid) throws IOException {
    for (JsonNode item : page(resource, "").get("items")) {
      if (item.at("/metadata/uid").asText().equals(uid)) {
        return item;
      }
    }
    throw new AssertionError("no " + resource + " " + uid);
  }

  private JsonNode page(Resource resource, String query) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pages.write(Optional.of(resource), Query.of(URI.create("http://any/?" + query)), out);
    return JSON.readTree(out.toByteArray());
  }
}
