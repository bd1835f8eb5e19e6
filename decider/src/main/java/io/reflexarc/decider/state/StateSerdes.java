package io.reflexarc.decider.state;

import io.reflexarc.decider.arbiter.Entry;
import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.spine.TargetState;
import io.reflexarc.decider.state.avro.StoredEntry;
import io.reflexarc.decider.state.avro.StoredFact;
import io.reflexarc.decider.state.avro.StoredInstance;
import io.reflexarc.decider.state.avro.StoredScrape;
import io.reflexarc.decider.state.avro.StoredTarget;
import io.reflexarc.decider.window.Instance;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serde;

/** The serdes of the state stores. Each may be shared by threads. */
public final class StateSerdes {

  private StateSerdes() {}

  /** What is remembered of a target. */
  public static Serde<TargetState> target() {
    return new StateSerde<>(StoredTarget.SCHEMA$, TargetCodec::write, TargetCodec::read);
  }

  /** A measured instance. */
  public static Serde<Instance> instance() {
    return new StateSerde<>(StoredInstance.SCHEMA$, WindowCodec::write, WindowCodec::read);
  }

  /** A fact. */
  public static Serde<Fact> fact() {
    return new StateSerde<>(StoredFact.SCHEMA$, FactCodec::write, FactCodec::read);
  }

  /** What the arbiter of a cluster remembers; stored since format 2. */
  public static Serde<Entry> entry() {
    return new StateSerde<>((byte) 2, StoredEntry.SCHEMA$, EntryCodec::write, EntryCodec::read);
  }

  /** A scrape that is not in stored panes; {@link ScrapeCodec} makes it of a scrape. */
  public static Serde<StoredScrape> scrape() {
    return new StateSerde<>(
        StoredScrape.SCHEMA$, UnaryOperator.identity(), UnaryOperator.identity());
  }
}
