package io.reflexarc.decider.state;

import io.reflexarc.decider.incident.Proposal;
import io.reflexarc.decider.incident.Proposal.Approval;
import io.reflexarc.decider.state.avro.StoredProposal;
import java.util.Optional;

/** What a human is asked, as it is stored. */
final class ProposalCodec {

  private ProposalCodec() {}

  static StoredProposal write(Proposal proposal) {
    return StoredProposal.newBuilder()
        .setCommandId(proposal.commandId())
        .setPlan(proposal.plan())
        .setHeardFrom(proposal.heardFrom())
        .setLapsesAt(proposal.lapsesAt())
        .setApprovedBy(proposal.approval().map(Approval::by).orElse(null))
        .setApprovedUntil(proposal.approval().map(Approval::until).orElse(null))
        .build();
  }

  static Proposal read(StoredProposal stored) {
    Long until = stored.getApprovedUntil();
    return new Proposal(
        stored.getCommandId(),
        stored.getPlan(),
        stored.getHeardFrom(),
        stored.getLapsesAt(),
        Optional.ofNullable(stored.getApprovedBy())
            .map(by -> new Approval(by, until == null ? stored.getLapsesAt() : until)));
  }
}
