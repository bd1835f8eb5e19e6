package io.reflexarc.decider;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the open transactions of processes that are no members of the group any more, as soon as
 * another has been given their partitions. Without that their last records, and all behind them,
 * cannot be read until the transactions have timed out.
 *
 * <p>Safe at any moment: a process that is fenced though it lives could not have committed either,
 * for its partitions are another's. A failure leaves everything to the timeout.
 */
final class DeadProducers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadProducers.class);
  private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final long PATIENCE_SECONDS = 5;

  private final String applicationId;
  private final Admin admin;
  private boolean told;

  /**
   * @param client settings of an admin client
   */
  DeadProducers(Map<String, Object> client, String applicationId) {
    this.applicationId = applicationId;
    this.admin = Admin.create(client);
  }

  /** Looks once. Called by one thread. */
  void fence() {
    try {
      Set<String> dead = ofTheDead(applicationId, members(), open());
      if (!dead.isEmpty()) {
        admin.fenceProducers(dead).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        LOG.info("ended what was open of processes that are gone: {}", dead);
      }
    } catch (ExecutionException e) {
      failed(e);
    } catch (TimeoutException | KafkaException e) {
      LOG.debug("whether somebody is gone was not answered: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Said once where the rights are lacking; all else goes by, such as a group without members. */
  private void failed(ExecutionException failure) {
    if (failure.getCause() instanceof AuthorizationException && !told) {
      told = true;
      LOG.warn(
          "transactions of processes that die are left to time out, for want of rights: {}",
          failure.toString());
    } else {
      LOG.debug("whether somebody is gone is not known: {}", failure.toString());
    }
  }

  private List<String> members() throws ExecutionException, TimeoutException, InterruptedException {
    return admin
        .describeConsumerGroups(List.of(applicationId))
        .all()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .values()
        .stream()
        .map(ConsumerGroupDescription::members)
        .flatMap(Collection::stream)
        .map(MemberDescription::clientId)
        .toList();
  }

  private List<String> open() throws ExecutionException, TimeoutException, InterruptedException {
    return admin
        .listTransactions(
            new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
        .all()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .stream()
        .map(TransactionListing::transactionalId)
        .toList();
  }

  /**
   * Which transactions are of the dead. Kafka Streams names both after the process: a member {@code
   * <application>-<process>-StreamThread-1-consumer}, a transaction {@code
   * <application>-<process>-1}. Where a member is named otherwise, nobody is taken for dead.
   */
  static Set<String> ofTheDead(
      String applicationId, Collection<String> members, Collection<String> transactions) {
    String process = Pattern.quote(applicationId + "-") + "(" + UUID + ")-";
    Pattern member = Pattern.compile(process + "StreamThread-.*");
    Pattern transaction = Pattern.compile(process + "[0-9]+");
    Set<String> living = new TreeSet<>();
    for (String name : members) {
      Matcher found = member.matcher(name);
      if (!found.matches()) {
        return Set.of();
      }
      living.add(found.group(1));
    }
    Set<String> dead = new TreeSet<>();
    for (String name : transactions) {
      Matcher found = transaction.matcher(name);
      if (!living.isEmpty() && found.matches() && !living.contains(found.group(1))) {
        dead.add(name);
      }
    }
    return dead;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
