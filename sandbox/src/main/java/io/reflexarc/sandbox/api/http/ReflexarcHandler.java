package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.audit.WriteLog;
import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.port.WorldTime;
import java.util.List;
import java.util.function.Supplier;

/** What the simulation tells beyond Kubernetes: the record of writes, and the cluster's clock. */
final class ReflexarcHandler {

  private final WriteLog log;
  private final Supplier<WorldTime> time;

  ReflexarcHandler(WriteLog log, Supplier<WorldTime> time) {
    this.log = log;
    this.time = time;
  }

  Answer answer(ApiRequest request, List<String> segments) {
    if (!request.method().equals("GET")) {
      throw ApiException.methodNotAllowed();
    }
    return switch (segments.size() == 2 ? segments.get(1) : "") {
      case "writes" -> Answer.json(200, writes(request));
      case "time" -> Answer.json(200, time());
      default -> Answer.text(404, "404 page not found\n");
    };
  }

  private ObjectNode time() {
    WorldTime clock = time.get();
    return Json.object().put("now", clock.now().toString()).put("speed", clock.speed());
  }

  private ObjectNode writes(ApiRequest request) {
    ObjectNode answer = Json.object().put("dropped", log.dropped());
    ArrayNode list = answer.putArray("writes");
    for (WriteRecord record : log.after(ListQuery.number(request, "after", 0))) {
      list.addObject()
          .put("sequence", record.sequence())
          .put("time", record.time().toString())
          .put("verb", record.verb())
          .put("resource", record.resource())
          .put("subresource", record.subresource())
          .put("namespace", record.namespace())
          .put("name", record.name())
          .put("userAgent", record.userAgent())
          .put("fieldManager", record.fieldManager())
          .put("dryRun", record.dryRun())
          .put("code", record.code())
          .put("changed", record.changed())
          .put("resourceVersion", record.resourceVersion());
    }
    return answer;
  }
}
