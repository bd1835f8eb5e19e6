package io.reflexarc.actuator.action.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.TreeMap;

/**
 * All traffic goes from east to west, or half of it comes back.
 *
 * @param back whether it comes back
 */
public record ShiftScene(boolean back) implements ActionScene {

  private static final String EAST = "spec.rules[0].backendRefs[east].weight";
  private static final String WEST = "spec.rules[0].backendRefs[west].weight";

  @Override
  public RemediationCommand order(Site site) throws Exception {
    site.put(back ? route(0, 100) : route(90, 10));
    Map<String, String> parameters = new TreeMap<>(Map.of("from", "east", "to", "west"));
    parameters.put("moved", back ? "50" : "100");
    if (back) {
      parameters.put("undoes", "c-0");
    }
    return Beside.order(site, "shiftTraffic", ResourceKind.HTTP_ROUTE, "web", parameters);
  }

  private ObjectNode route(int east, int west) {
    ObjectNode route = Manifests.object(ResourceKind.HTTP_ROUTE, "web");
    ArrayNode backends =
        route.withObject("/spec").withArray("rules").addObject().withArray("backendRefs");
    backends.addObject().put("name", "east").put("port", 80).put("weight", east);
    backends.addObject().put("name", "west").put("port", 80).put("weight", west);
    if (back) {
      Change shifted =
          new Change(
              Map.of(EAST, "90", WEST, "10"), Map.of(EAST, "0", WEST, "100", "moved", "100"));
      new Effects(Map.of("c-0", shifted)).putOn(route);
    }
    return route;
  }

  @Override
  public String sentence() {
    return back
        ? "bring the traffic of east in HTTPRoute web back from west but for 50 %"
        : "shift 100 % of the traffic of east in HTTPRoute web to west";
  }

  @Override
  public List<String> effects() {
    return List.of("HTTPRoute/web");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.HTTP_ROUTE, "web");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject route = site.at(ResourceKind.HTTP_ROUTE, "web");
    assertThat(route.number("/spec/rules/0/backendRefs/0/weight", -1)).isEqualTo(back ? 45 : 0);
    assertThat(route.number("/spec/rules/0/backendRefs/1/weight", -1)).isEqualTo(back ? 55 : 100);
    assertThat(Effects.on(route).byCommand()).containsOnlyKeys(back ? "c-0" : "c-1");
  }

  @Override
  public void meddle(Site site) throws Exception {
    if (back) {
      site.edit(
          ResourceKind.HTTP_ROUTE,
          "web",
          json -> json.withObject("/spec/rules/0/backendRefs/0").put("weight", 30));
    } else {
      site.delete(ResourceKind.HTTP_ROUTE, "shop", "web");
    }
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("object", "local/shop/Service/web", "available: HTTPRoute"),
        new Mistake("from", "", "parameters.from is missing"),
        new Mistake("to", "", "parameters.to is missing"),
        new Mistake("to", "east", "parameters.to is parameters.from itself"),
        new Mistake("moved", "", "parameters.moved is missing"),
        new Mistake("moved", "101", "parameters.moved is not a number from"));
  }

  @Override
  public String toString() {
    return back ? "shiftTraffic back" : "shiftTraffic";
  }
}
