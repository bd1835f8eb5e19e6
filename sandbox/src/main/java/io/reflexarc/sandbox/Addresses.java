package io.reflexarc.sandbox;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where a sandbox is found.
 *
 * @param bootstrapServers of Kafka, empty where there is none
 * @param registry of schemas, with Confluent's REST API; empty where there is none
 * @param api of the cluster
 * @param clock answers with its time
 * @param kubeconfig for kubectl and every other client
 * @param cluster its name, the first part of every target key
 */
public record Addresses(
    String bootstrapServers,
    String registry,
    URI api,
    URI clock,
    Path kubeconfig,
    String cluster) {}
