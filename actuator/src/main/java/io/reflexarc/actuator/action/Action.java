package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/**
 * One remedy, found by its name through {@link java.util.ServiceLoader}. An action states absolute
 * results and marks what it writes in the same write, so that carrying out one command twice
 * changes nothing the second time. Called from several threads at once.
 */
public interface Action {

  /** The word in a command's {@code action}. */
  String name();

  /**
   * Takes its settings, once, before anything else.
   *
   * @param settings the actuator's whole configuration as text
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  default void configure(Map<String, String> settings) {}

  /** The rights that it needs, for roles and error messages. */
  List<Right> rights();

  /**
   * Reads what its plan depends on, and nothing else.
   *
   * @throws InvalidCommandException when the command's parameters make no sense to this action
   * @throws ClusterException when the cluster could not be read
   */
  Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException;
}
