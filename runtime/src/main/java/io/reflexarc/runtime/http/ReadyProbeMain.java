package io.reflexarc.runtime.http;

import java.net.URI;

/** A container's health check: exits 0 when the URL in its only argument answers 200, else 1. */
public final class ReadyProbeMain {

  private ReadyProbeMain() {}

  /**
   * @param args the URL, for example {@code http://127.0.0.1:8080/ready}
   */
  public static void main(String[] args) throws InterruptedException {
    System.exit(args.length == 1 && ReadyProbe.isOk(URI.create(args[0])) ? 0 : 1);
  }
}
