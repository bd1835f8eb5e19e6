package io.reflexarc.sandbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Where this process writes its log, so that a terminal is left to people. */
public final class ProcessLog {

  /** Its file in that folder. */
  public static final String NAME = "reflexarc.log";

  private static final String FILE = "reflexarc.log.file";

  private ProcessLog() {}

  /**
   * Sends the log to a file of a new temporary folder; to be called before anything logs.
   *
   * @return the folder
   */
  public static Path toFile(String command) throws IOException {
    Path folder = Files.createTempDirectory("reflexarc-" + command + "-");
    into(folder);
    return folder;
  }

  /** Sends the log to a file of that folder; to be called before anything logs. */
  public static void into(Path folder) throws IOException {
    Files.createDirectories(folder);
    System.setProperty(FILE, folder.resolve(NAME).toString());
    System.setProperty("logback.configurationFile", "logback-file.xml");
    LoggerFactory.getLogger(ProcessLog.class).info("log of a process whose terminal is for people");
  }
}
