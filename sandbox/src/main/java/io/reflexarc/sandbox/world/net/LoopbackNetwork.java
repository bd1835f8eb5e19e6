package io.reflexarc.sandbox.world.net;

import io.reflexarc.sandbox.world.traffic.PodApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real addresses on the loopback interface: each pod has one of its own under {@code 127.64/10}, as
 * Linux answers for all of {@code 127/8}. Each world takes a block of 65 536 of them and holds it
 * by a listener, so that several worlds can live on one machine.
 */
public final class LoopbackNetwork extends PodDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackNetwork.class);
  private static final int FIRST_BLOCK = 64;
  private static final int BLOCKS = 64;
  private static final int HOLDING_PORT = 18_917;

  private final ServerSocket hold;
  private final PodServer server;

  private LoopbackNetwork(String prefix, ServerSocket hold, PodServer server) {
    super(prefix);
    this.hold = hold;
    this.server = server;
  }

  /**
   * A block of addresses; empty where the system has only one loopback address, or none is free.
   */
  public static Optional<LoopbackNetwork> take(PodPages pages) {
    for (int block = FIRST_BLOCK; block < FIRST_BLOCK + BLOCKS; block++) {
      String prefix = "127." + block;
      ServerSocket hold = null;
      try {
        hold = new ServerSocket();
        hold.bind(new InetSocketAddress(InetAddress.getByName(prefix + ".255.254"), HOLDING_PORT));
        return Optional.of(new LoopbackNetwork(prefix, hold, PodServer.start(pages)));
      } catch (IOException e) {
        LOG.debug("No pod addresses under {}", prefix, e);
        closeQuietly(hold);
      }
    }
    return Optional.empty();
  }

  @Override
  public void open(String ip, int port, PodApp app) {
    super.open(ip, port, app);
    try {
      server.open(new InetSocketAddress(InetAddress.getByName(ip), port), app);
    } catch (IOException e) {
      LOG.warn(
          "{}:{} of pod {} cannot be served, only the API's proxy reaches it: {}",
          ip,
          port,
          app.identity().pod(),
          e.toString());
    }
  }

  @Override
  public void close(String ip, int port) {
    super.close(ip, port);
    server.close(ip, port);
  }

  @Override
  public void close() {
    super.close();
    server.close();
    closeQuietly(hold);
  }

  private static void closeQuietly(@Nullable ServerSocket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      LOG.debug("Closing {}", socket, e);
    }
  }
}
