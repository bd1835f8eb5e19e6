package io.reflexarc.chaos;

import io.reflexarc.chaos.cluster.ClusterSettings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is said on the command line about a real cluster. */
final class ClusterOptions {

  @Option(
      names = "--namespace",
      paramLabel = "A,B",
      split = ",",
      description = "On a cluster: the namespaces that may be touched, and no other.")
  private Set<String> namespaces = new LinkedHashSet<>();

  @Option(names = "--nodes", description = "On a cluster: nodes may be cordoned.")
  private boolean nodes;

  @Option(names = "--execute", description = "On a cluster: do it. Otherwise it is only rehearsed.")
  private boolean execute;

  @Option(names = "--clean", description = "On a cluster: clean up after runs that ended badly.")
  private boolean clean;

  @Option(names = "--kubeconfig", paramLabel = "FILE", description = "As kubectl finds it, else.")
  private @Nullable Path kubeconfig;

  @Option(names = "--context", paramLabel = "NAME", description = "Of the kubeconfig.")
  private @Nullable String context;

  @Option(names = "--cluster", paramLabel = "NAME", description = "Its name in Reflexarc's topics.")
  private String cluster = "";

  @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Where its topics are.")
  private String kafka = "";

  @Option(names = "--registry", paramLabel = "URL", description = "Of their schemas.")
  private String registry = "";

  boolean execute() {
    return execute;
  }

  boolean clean() {
    return clean;
  }

  ClusterSettings settings() {
    return new ClusterSettings(
        Optional.ofNullable(kubeconfig),
        Optional.ofNullable(context),
        namespaces,
        nodes,
        cluster,
        kafka,
        registry);
  }
}
