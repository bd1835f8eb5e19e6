package io.reflexarc.detector.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The object of a watch's event, read as it comes: an API server says first of what kind it is. The
 * client would read all of it into a tree, to look up the kind there, and then the tree: what is to
 * be skipped would be read twice. What does not begin with its kind is left to the client's way.
 */
final class StreamedObject extends JsonDeserializer<Object> {

  private static final String KIND = "kind";
  private static final String API_VERSION = "apiVersion";
  private static final Set<String> HEAD = Set.of(KIND, API_VERSION);

  /** The kinds of which there are many, or that change often. */
  private static final Map<String, Class<?>> KINDS =
      Stream.of(
              Pod.class,
              Node.class,
              Deployment.class,
              ReplicaSet.class,
              StatefulSet.class,
              DaemonSet.class,
              Job.class,
              HorizontalPodAutoscaler.class,
              EndpointSlice.class,
              Event.class,
              io.fabric8.kubernetes.api.model.Event.class)
          .collect(
              Collectors.toUnmodifiableMap(
                  it -> HasMetadata.getApiVersion(it) + "/" + HasMetadata.getKind(it),
                  Function.identity()));

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      return asTheClientDoes(parser, context);
    }
    TokenBuffer head = new TokenBuffer(parser, context);
    head.copyCurrentEvent(parser);
    Map<String, String> words = new HashMap<>();
    parser.nextToken();
    while (parser.hasToken(JsonToken.FIELD_NAME) && HEAD.contains(parser.currentName())) {
      head.copyCurrentEvent(parser);
      parser.nextToken();
      words.put(parser.currentName(), parser.getText());
      head.copyCurrentStructure(parser);
      parser.nextToken();
    }
    Class<?> type = KINDS.get(words.get(API_VERSION) + "/" + words.get(KIND));
    return type == null
        ? asTheClientDoes(whole(head, parser), context)
        : read(type, parser, context);
  }

  /** What was read already, and what is left of it. */
  private static JsonParser whole(TokenBuffer head, JsonParser parser) throws IOException {
    while (parser.hasToken(JsonToken.FIELD_NAME)) {
      head.copyCurrentStructure(parser);
      parser.nextToken();
    }
    head.copyCurrentEvent(parser);
    JsonParser whole = head.asParser(parser);
    whole.nextToken();
    return whole;
  }

  private static Object asTheClientDoes(JsonParser parser, DeserializationContext context)
      throws IOException {
    return read(KubernetesResource.class, parser, context);
  }

  private static Object read(Class<?> type, JsonParser parser, DeserializationContext context)
      throws IOException {
    return context
        .findRootValueDeserializer(context.constructType(type))
        .deserialize(parser, context);
  }
}
