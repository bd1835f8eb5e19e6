package io.reflexarc.sandbox.api.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * One write request as the API served it.
 *
 * @param sequence counts all write requests, from 1
 * @param time in the cluster's time
 * @param verb {@code create}, {@code update}, {@code patch}, {@code apply}, {@code delete} or
 *     {@code deletecollection}
 * @param resource the plural, with its group if any, such as {@code deployments.apps}
 * @param subresource empty for the object itself
 * @param namespace empty for objects of the whole cluster
 * @param name empty for a collection, or a name that was to be generated and was not
 * @param userAgent who wrote, as its HTTP client says
 * @param fieldManager who wrote, as managedFields says
 * @param dryRun whether nothing was to be stored
 * @param code the HTTP status that the request was served with (a fault injected afterwards does
 *     not show here)
 * @param changed whether an object was changed by it
 * @param resourceVersion of the object afterwards, empty when there is none
 */
public record WriteRecord(
    long sequence,
    Instant time,
    String verb,
    String resource,
    String subresource,
    String namespace,
    String name,
    String userAgent,
    String fieldManager,
    boolean dryRun,
    int code,
    boolean changed,
    String resourceVersion) {

  public WriteRecord {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(verb, "verb");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(subresource, "subresource");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(userAgent, "userAgent");
    Objects.requireNonNull(fieldManager, "fieldManager");
    Objects.requireNonNull(resourceVersion, "resourceVersion");
  }
}
