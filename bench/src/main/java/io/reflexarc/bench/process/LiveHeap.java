package io.reflexarc.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM holds on to: the bytes of all objects that a full collection leaves. */
public final class LiveHeap {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
  private static final long PATIENCE_SECONDS = 90;

  private LiveHeap() {}

  /**
   * Makes a JVM collect its garbage, and adds up what is left.
   *
   * @param histogram where the classes, largest first, are written
   * @return bytes
   * @throws IllegalStateException when the JVM does not answer
   */
  public static long of(ChildJvm jvm, Path histogram) {
    try {
      Process process =
          new ProcessBuilder(
                  ChildJvm.tool("jcmd").toString(), Long.toString(jvm.pid()), "GC.class_histogram")
              .redirectOutput(histogram.toFile())
              .redirectError(Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return total(Files.readString(histogram, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("jcmd does not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static long total(String histogram) {
    Matcher matcher = TOTAL.matcher(histogram);
    if (!matcher.find()) {
      throw new IllegalStateException("the JVM told no class histogram");
    }
    return Long.parseLong(matcher.group(1));
  }
}
