package io.reflexarc.sandbox.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what went wrong in one line; the log has the rest. */
final class FailureInOneLine implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    LoggerFactory.getLogger(ReflexarcMain.class).error("{}", message, failure);
    commandLine.getErr().println(commandLine.getCommandName() + ": " + message);
    Throwable cause = failure.getCause();
    if (cause != null && cause.getMessage() != null && !message.contains(cause.getMessage())) {
      commandLine.getErr().println("  because: " + cause.getMessage());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
