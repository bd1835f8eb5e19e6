package io.reflexarc.decider.state;

import io.reflexarc.decider.incident.Issued;
import io.reflexarc.decider.state.avro.StoredIssued;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Word;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;

/** A command that was issued, as it is stored. */
final class IssuedCodec {

  private IssuedCodec() {}

  static StoredIssued write(Issued issued) {
    Optional<Subject> subject = issued.subject();
    return StoredIssued.newBuilder()
        .setId(issued.id())
        .setRung(issued.rung())
        .setAction(issued.action().word())
        .setPod(subject.map(Subject::getPod).orElse(null))
        .setPodUid(subject.map(Subject::getPodUid).orElse(null))
        .setNode(subject.map(Subject::getNode).orElse(null))
        .setParameters(new TreeMap<>(issued.parameters()))
        .setStep(issued.step())
        .build();
  }

  static Issued read(StoredIssued stored) {
    return new Issued(
        stored.getId(),
        stored.getRung(),
        Word.find(Action.class, stored.getAction())
            .orElseThrow(
                () ->
                    new SerializationException(
                        "'" + stored.getAction() + "' is no action of this release")),
        subject(stored),
        new TreeMap<>(stored.getParameters()),
        stored.getStep());
  }

  private static Optional<Subject> subject(StoredIssued stored) {
    return stored.getPod() == null && stored.getNode() == null
        ? Optional.empty()
        : Optional.of(
            Subject.newBuilder()
                .setPod(stored.getPod())
                .setPodUid(stored.getPodUid())
                .setNode(stored.getNode())
                .build());
  }
}
