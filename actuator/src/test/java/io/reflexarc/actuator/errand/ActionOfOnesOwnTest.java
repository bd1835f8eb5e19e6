package io.reflexarc.actuator.errand;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The action that the documentation shows, built and plugged in as it says there. */
class ActionOfOnesOwnTest {

  private static final Path EXAMPLE =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs/examples/LabelWorkload.java");

  private final Scene scene = new Scene();

  @Test
  void shouldBeFoundAndCarriedOutOnce(@TempDir Path classes) throws Exception {
    KubeObject web = scene.rollouts.release("web", "v3", 4);
    RemediationCommand command = label(web);
    plugIn(classes);

    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Actions actions = Actions.installed(Map.of(), loader).only("labelWorkload,rollback");

      assertThat(actions.names()).containsExactly("labelWorkload", "rollback");
      assertThat(scene.run(command, actions).outcome())
          .isEqualTo(new Outcome.Applied("label web suspect=yes"));
      assertThat(scene.run(command, actions).outcome())
          .isEqualTo(new Outcome.AlreadyApplied("this command had label web suspect=yes"));
      assertThat(scene.rollouts.deployment("web").label("suspect")).contains("yes");
      assertThat(scene.cluster.writes()).containsExactly("Deployment/web");
    }
  }

  private static RemediationCommand label(KubeObject web) {
    String object = Commands.target(web.name());
    return Commands.with(
        Commands.command(
            "c-1",
            web.name(),
            Map.of("object", object, "label", "suspect", "value", "yes"),
            List.of(Commands.precondition(web, ""))),
        command -> command.setAction("labelWorkload"));
  }

  private static void plugIn(Path classes) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"),
              "-proc:none");
      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjects(EXAMPLE))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("io.reflexarc.actuator.action.Action"), "LabelWorkload\n");
  }
}
