package io.reflexarc.sandbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable, IVersionProvider {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public String[] getVersion() {
    String version = ReflexarcMain.class.getPackage().getImplementationVersion();
    return new String[] {
      "reflexarc " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
    };
  }

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    for (String text : getVersion()) {
      line.getOut().println(text);
    }
  }
}
