package io.reflexarc.sandbox.api;

import io.reflexarc.sandbox.api.audit.WriteLog;
import io.reflexarc.sandbox.api.fault.RequestFilter;
import io.reflexarc.sandbox.api.http.HttpFrontend;
import io.reflexarc.sandbox.api.http.KubernetesApi;
import io.reflexarc.sandbox.api.port.PodProxy;
import io.reflexarc.sandbox.api.port.UsageSource;
import io.reflexarc.sandbox.api.port.WorldTime;
import io.reflexarc.sandbox.api.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The simulated cluster's API server: serves a store over HTTP such that kubectl and Kubernetes
 * clients take it for a cluster.
 *
 * <p>What it asks of the world behind it can be set at any time; until then pods cannot be reached,
 * usage is unknown, and the clock is the store's, at speed 1.
 */
public final class ApiServer implements AutoCloseable {

  private final String host;
  private final String token;
  private final WriteLog writes;
  private final AtomicReference<PodProxy> proxy = new AtomicReference<>(PodProxy.unreachable());
  private final AtomicReference<UsageSource> usage = new AtomicReference<>(UsageSource.unknown());
  private final AtomicReference<WorldTime> time;
  private final AtomicReference<RequestFilter> filter = new AtomicReference<>(RequestFilter.none());
  private final HttpFrontend frontend;

  private ApiServer(ApiServerConfig config, ObjectStore store) {
    host = config.host();
    token = config.token();
    writes = new WriteLog(config.writeLog());
    time = new AtomicReference<>(timeOf(store));
    KubernetesApi api = new KubernetesApi(store, writes, token, proxy::get, usage::get, time::get);
    frontend =
        HttpFrontend.start(
            api,
            host,
            config.port(),
            config.maxBodyBytes(),
            config.maxWatches(),
            config.watchQueue(),
            filter::get);
  }

  /** Starts to serve the store. */
  public static ApiServer start(ApiServerConfig config, ObjectStore store) {
    return new ApiServer(config, store);
  }

  /** The port that it listens on. */
  public int port() {
    return frontend.port();
  }

  /** Where it is, such as {@code http://127.0.0.1:40001}. */
  public String url() {
    return "http://" + host + ":" + port();
  }

  /** The record of write requests. */
  public WriteLog writes() {
    return writes;
  }

  /** Reaches pods through this from now on. */
  public void podProxy(PodProxy reached) {
    proxy.set(reached);
  }

  /** Asks this for the usage of pods and nodes from now on. */
  public void usageSource(UsageSource source) {
    usage.set(source);
  }

  /** Tells this time at GET /reflexarc/time from now on. */
  public void worldTime(WorldTime clock) {
    time.set(clock);
  }

  /** Lets requests fail as this filter decides from now on. */
  public void requestFilter(RequestFilter faults) {
    filter.set(faults);
  }

  /** Ends every open watch, as a restart of a server would; clients may open them again. */
  public void cutWatches() {
    frontend.cutWatches();
  }

  /** Watches that are open now. */
  public int openWatches() {
    return frontend.openWatches();
  }

  /** Watchers that were cut off because they did not keep up. */
  public long slowWatchersCutOff() {
    return frontend.slowWatchersCutOff();
  }

  /**
   * Writes a kubeconfig for this server, readable by its owner only.
   *
   * @throws IOException when the file cannot be written
   */
  public void writeKubeconfig(Path file) throws IOException {
    Kubeconfig.write(file, url(), token);
  }

  @Override
  public void close() {
    frontend.close();
  }

  private static WorldTime timeOf(ObjectStore store) {
    return new WorldTime() {
      @Override
      public Instant now() {
        return store.now();
      }

      @Override
      public double speed() {
        return 1;
      }
    };
  }
}
