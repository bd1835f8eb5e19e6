package io.reflexarc.sandbox.world.net;

import io.reflexarc.sandbox.world.traffic.PodApp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that serves the pages of all pods, each at its own address: a scrape costs tens of
 * microseconds, a pod costs a listening socket. Keeps connections open; closes those of a process
 * that ended. Connections beyond {@value #MOST_CONNECTIONS} are refused and counted.
 */
final class PodServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PodServer.class);
  private static final int MOST_CONNECTIONS = 4096;
  private static final int BACKLOG = 64;

  private final PodPages pages;
  private final Selector selector;
  private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();
  private final Thread thread;
  private int connections;
  private volatile boolean closed;

  private PodServer(PodPages pages) throws IOException {
    this.pages = pages;
    this.selector = Selector.open();
    this.thread = new Thread(this::serve, "pods-http");
    this.thread.setDaemon(true);
  }

  static PodServer start(PodPages pages) throws IOException {
    PodServer server = new PodServer(pages);
    server.thread.start();
    return server;
  }

  void open(InetSocketAddress address, PodApp app) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address, BACKLOG);
      channel.configureBlocking(false);
      Listener listener = new Listener(channel, app, ConcurrentHashMap.newKeySet());
      listeners.put(key(address.getAddress().getHostAddress(), address.getPort()), listener);
      channel.register(selector, SelectionKey.OP_ACCEPT, listener);
      selector.wakeup();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  void close(String ip, int port) {
    Listener listener = listeners.remove(key(ip, port));
    if (listener != null) {
      listener.close();
      selector.wakeup();
    }
  }

  private static String key(String ip, int port) {
    return ip + ":" + port;
  }

  private void serve() {
    while (!closed) {
      try {
        selector.select(this::handle);
      } catch (IOException e) {
        LOG.warn("Serving pods", e);
      } catch (ClosedSelectorException e) {
        return;
      }
    }
  }

  /** Those that were closed are found out only when it seems full: hundreds of pods are scraped. */
  private boolean isFull() {
    if (connections >= MOST_CONNECTIONS) {
      connections = (int) selector.keys().stream().filter(PodServer::isConnection).count();
    }
    return connections >= MOST_CONNECTIONS;
  }

  private static boolean isConnection(SelectionKey key) {
    return key.attachment() instanceof PodConnection;
  }

  private void handle(SelectionKey key) {
    try {
      if (key.attachment() instanceof Listener listener) {
        accept(listener);
      } else if (key.attachment() instanceof PodConnection connection) {
        connection.ready(key, pages);
      }
    } catch (IOException | CancelledKeyException e) {
      LOG.trace("A client went away", e);
      closeQuietly(key);
    } catch (RuntimeException e) {
      LOG.warn("Serving a pod's page", e);
      closeQuietly(key);
    }
  }

  private void accept(Listener listener) throws IOException {
    SocketChannel channel = listener.channel.accept();
    if (channel == null) {
      return;
    }
    if (isFull()) {
      refused.incrementAndGet();
      channel.close();
      return;
    }
    connections++;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    PodConnection connection = new PodConnection(channel, listener.app);
    listener.connections.removeIf(c -> !c.isOpen());
    listener.connections.add(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
  }

  private static void closeQuietly(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      LOG.trace("Closing a connection", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    listeners.values().forEach(Listener::close);
    listeners.clear();
    selector.wakeup();
    try {
      thread.join(2_000);
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("Closing the pods' server", e);
    }
  }

  private record Listener(ServerSocketChannel channel, PodApp app, Set<SocketChannel> connections) {
    private void close() {
      try {
        channel.close();
        for (SocketChannel connection : connections) {
          connection.close();
        }
      } catch (IOException e) {
        LOG.debug("Closing {}", channel, e);
      }
    }
  }
}
