package io.reflexarc.detector;

import io.reflexarc.detector.attribution.Place;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.OwnerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.scrape.ScrapeTarget;
import io.reflexarc.detector.scrape.Scraper;
import io.reflexarc.detector.scrape.Selection;
import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says which endpoints of which pods are measured, for whom. Owned by the sensing thread. */
final class MeasureDesk {

  private final Senses senses;
  private final Selection selection;
  private final Partitioning partitioning;
  private final Scraper scraper;

  MeasureDesk(Senses senses, Selection selection, Partitioning partitioning, Scraper scraper) {
    this.senses = senses;
    this.selection = selection;
    this.partitioning = partitioning;
    this.scraper = scraper;
  }

  /** All pods. */
  void all() {
    senses.picture().pods().forEach(this::of);
  }

  /** The pods below an owner that was looked up. */
  void below(OwnerView owner) {
    senses.picture().below(owner.meta().uid()).stream()
        .filter(PodView.class::isInstance)
        .map(PodView.class::cast)
        .forEach(this::of);
  }

  /** The pods of a Deployment, those of its canaries too. */
  void of(TargetKey target) {
    Optional<DeploymentView> stable =
        target.kind().equals("Deployment")
            ? senses.picture().deployment(target.namespace(), target.name())
            : Optional.empty();
    stable.stream()
        .flatMap(it -> Stream.concat(Stream.of(it), senses.picture().canariesOf(it).stream()))
        .flatMap(it -> senses.picture().workload(it).replicaSets().stream())
        .flatMap(set -> senses.picture().podsOf(set.meta().uid()).stream())
        .forEach(this::of);
  }

  /** A pod that is new or has changed. */
  void of(PodView pod) {
    List<Selection.Chosen> chosen = selection.of(pod);
    Optional<Place> place = chosen.isEmpty() ? Optional.empty() : senses.attribution().placeOf(pod);
    if (place.isEmpty()) {
      gone(pod);
      return;
    }
    int partition = partitioning.of(place.get().target().toString());
    scraper.put(
        pod.meta().uid(),
        chosen.stream()
            .map(
                it ->
                    new ScrapeTarget(
                        pod.meta().uid(),
                        it.endpoint(),
                        it.source(),
                        it.interval(),
                        pod.node(),
                        place.get(),
                        partition))
            .toList());
  }

  /** A pod that is no more. */
  void gone(PodView pod) {
    scraper.remove(pod.meta().uid());
  }
}
