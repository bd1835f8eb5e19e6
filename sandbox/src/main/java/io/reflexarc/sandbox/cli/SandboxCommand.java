package io.reflexarc.sandbox.cli;

import io.reflexarc.sandbox.Addresses;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.sandbox.demo.PlainTimeline;
import io.reflexarc.sandbox.scenario.OpenWorld;
import io.reflexarc.sandbox.world.clock.Speed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code sandbox}: Kafka, schema registry and simulated cluster alone, until it is interrupted. */
@Command(
    name = "sandbox",
    description = "Run Kafka, a schema registry and a simulated cluster; print their addresses.")
final class SandboxCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep its files and Kafka's data there.")
  private @Nullable Path data;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      defaultValue = "1",
      converter = SpeedOption.class,
      description = "World seconds in one of yours; ${DEFAULT-VALUE} unless given.")
  private Speed speed = Speed.of(1);

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Use this Kafka instead of an own one; what is written there stays there.")
  private @Nullable String kafka;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Use this schema registry instead of an own one.")
  private @Nullable String registry;

  @Option(
      names = "--workloads",
      paramLabel = "DIR",
      description = "Apply the manifests (*.yaml) of this folder instead of the demo's.")
  private @Nullable Path workloads;

  @Option(names = "--kafka-port", paramLabel = "PORT", description = "Free one unless given.")
  private int kafkaPort;

  @Option(names = "--registry-port", paramLabel = "PORT", description = "Free one unless given.")
  private int registryPort;

  @Option(names = "--api-port", paramLabel = "PORT", description = "Free one unless given.")
  private int apiPort;

  @ParentCommand private ReflexarcMain main = new ReflexarcMain(Surroundings.NONE);

  @Override
  public Integer call() throws IOException, InterruptedException {
    Surroundings here = main.surroundings();
    Path folder = data == null ? ProcessLog.toFile("sandbox") : data.toAbsolutePath();
    ProcessLog.into(folder);
    SandboxOptions options =
        new SandboxOptions(
            folder,
            data != null && kafka == null,
            Optional.ofNullable(kafka),
            kafkaPort,
            registryPort,
            apiPort,
            Optional.ofNullable(registry),
            speed,
            here.now(),
            3,
            here.now().toEpochMilli());
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PlainTimeline steps = new PlainTimeline(out, TerminalCharset.speaksUtf8(here.environment()));
    try (OpenWorld world =
        OpenWorld.start(options, Optional.ofNullable(workloads), steps, here.sinceStart())) {
      Addresses at = world.addresses();
      out.println();
      Directions.of(at).forEach(out::println);
      out.println();
      out.println("The stages against it, each in a terminal of its own:");
      new StageSettings(at)
          .writeTo(folder)
          .forEach((stage, file) -> out.println("  ./reflexarc " + stage + " --config " + file));
      out.println();
      out.println("The log is " + folder.resolve(ProcessLog.NAME) + ". Ctrl-C ends the sandbox.");
      Runtime.getRuntime().addShutdownHook(new Thread(world::close, "sandbox-close"));
      new CountDownLatch(1).await();
    }
    return CommandLine.ExitCode.OK;
  }
}
