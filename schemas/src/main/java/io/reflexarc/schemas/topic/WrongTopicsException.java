package io.reflexarc.schemas.topic;

import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Topics exist that the stages cannot work with. The message lists every mistake with its fix. */
public final class WrongTopicsException extends KafkaException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;

  WrongTopicsException(List<String> mistakes) {
    super(mistakes.size() + " wrong topics:\n- " + String.join("\n- ", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Each mistake, with its fix. */
  public List<String> mistakes() {
    return mistakes;
  }
}
