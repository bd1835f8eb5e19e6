package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.reflexarc.sandbox.api.schema.FieldType;
import io.reflexarc.sandbox.api.schema.FieldType.ListOf;
import io.reflexarc.sandbox.api.schema.FieldType.MapOf;
import io.reflexarc.sandbox.api.schema.Schemas;
import io.reflexarc.sandbox.api.schema.Struct;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the table of fields with the model that the client library generates from Kubernetes.
 */
class SchemaTest {

  private final Schemas schemas = new Schemas();
  private final Set<Class<?>> seen = new HashSet<>();

  @ParameterizedTest
  @ValueSource(
      classes = {
        Namespace.class,
        Pod.class,
        Node.class,
        Event.class,
        Service.class,
        ConfigMap.class,
        Secret.class,
        Deployment.class,
        ReplicaSet.class,
        StatefulSet.class,
        DaemonSet.class,
        HorizontalPodAutoscaler.class,
        PodDisruptionBudget.class,
        Lease.class,
        EndpointSlice.class
      })
  void shouldKnowEveryFieldOfTheModel(Class<? extends HasMetadata> kind) {
    ResourceType type =
        ResourceTypes.builtIn()
            .ofKind(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind))
            .orElseThrow();
    compare(kind, schemas.of(type));
  }

  @Test
  void shouldKnowASchemaForEveryBuiltInType() {
    List<ResourceType> without =
        ResourceTypes.builtIn().all().stream().filter(t -> !schemas.isBuiltIn(t)).toList();
    assertThat(without).isEmpty();
  }

  private void compare(Class<?> model, FieldType known) {
    if (!(known instanceof Struct struct) || !seen.add(model)) {
      return;
    }
    for (Field field : model.getDeclaredFields()) {
      JsonProperty property = field.getAnnotation(JsonProperty.class);
      if (property != null) {
        assertThat(struct.fields()).as(model.getSimpleName()).containsKey(property.value());
        descend(field.getGenericType(), struct.child(property.value()));
      }
    }
  }

  private void descend(Type model, FieldType known) {
    if (model instanceof Class<?> type) {
      compare(type, known);
    } else if (model instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      if (known instanceof ListOf list) {
        descend(arguments[0], list.element());
      } else if (known instanceof MapOf map) {
        descend(arguments[1], map.value());
      }
    }
  }
}
