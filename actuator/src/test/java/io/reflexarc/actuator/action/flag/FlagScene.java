package io.reflexarc.actuator.action.flag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Beside;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/**
 * A switch is set, or given back.
 *
 * @param back whether it is given back
 */
public record FlagScene(boolean back) implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    site.put(flags());
    return back
        ? Beside.order(
            site,
            "restore",
            ResourceKind.CONFIG_MAP,
            "flags",
            Map.of("key", "reviews", "value", "off", "undoes", "c-0"))
        : Beside.order(
            site,
            "degrade",
            ResourceKind.CONFIG_MAP,
            "flags",
            Map.of("key", "reviews", "value", "off"));
  }

  private ObjectNode flags() {
    ObjectNode flags = Manifests.object(ResourceKind.CONFIG_MAP, "flags");
    flags.withObject("/data").put("reviews", back ? "off" : "on").put("search", "on");
    if (back) {
      new Effects(Map.of("c-0", new Change(Map.of("reviews", "on"), Map.of("reviews", "off"))))
          .putOn(flags);
    }
    return flags;
  }

  @Override
  public String sentence() {
    return back
        ? "give reviews of ConfigMap flags its value back"
        : "set reviews of ConfigMap flags to 'off'";
  }

  @Override
  public List<String> effects() {
    return List.of("ConfigMap/flags");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.CONFIG_MAP, "flags");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject flags = site.at(ResourceKind.CONFIG_MAP, "flags");
    assertThat(flags.text("/data/reviews")).isEqualTo(back ? "on" : "off");
    assertThat(flags.text("/data/search")).isEqualTo("on");
    assertThat(Effects.on(flags).byCommand()).hasSize(back ? 0 : 1);
  }

  @Override
  public void meddle(Site site) throws Exception {
    if (back) {
      site.edit(
          ResourceKind.CONFIG_MAP,
          "flags",
          json -> json.withObject("/data").put("reviews", "slow"));
    } else {
      site.delete(ResourceKind.CONFIG_MAP, "shop", "flags");
    }
  }

  @Override
  public List<Mistake> mistakes() {
    Mistake last =
        back
            ? new Mistake("undoes", "", "parameters.undoes is missing")
            : new Mistake("value", "", "parameters.value is missing");
    return List.of(
        new Mistake("object", "", "parameters.object is missing"),
        new Mistake("object", "local/shop/Secret/flags", "available: ConfigMap"),
        new Mistake("object", "local/ops/ConfigMap/flags", "not in the cluster and namespace"),
        new Mistake("key", "", "parameters.key is missing"),
        last);
  }

  @Override
  public String toString() {
    return back ? "restore" : "degrade";
  }
}
