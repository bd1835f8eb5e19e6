package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A repository in Git as a cluster can hold it: a ConfigMap whose key {@code HEAD} names a commit,
 * and whose other keys are commits with their manifests. Who applies it with another HEAD pushes.
 *
 * @param data of the ConfigMap
 */
record GitRepository(JsonNode data) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String HEAD = "HEAD";

  /** The name of the ConfigMap that stands for an address: the last part of it. */
  static String named(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  /** The newest commit, empty where nothing was pushed. */
  String head() {
    return data.path(HEAD).asText();
  }

  /** The manifests of a commit; empty where there is no such commit, or it is no YAML. */
  Optional<List<ObjectNode>> manifests(String commit) {
    if (!data.path(commit).isTextual() || commit.equals(HEAD)) {
      return Optional.empty();
    }
    List<ObjectNode> manifests = new ArrayList<>();
    try (var documents = YAML.readerFor(JsonNode.class).readValues(data.path(commit).asText())) {
      while (documents.hasNext()) {
        if (documents.next() instanceof ObjectNode manifest) {
          manifests.add(manifest);
        }
      }
      return Optional.of(manifests);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
