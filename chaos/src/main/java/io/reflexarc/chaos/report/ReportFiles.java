package io.reflexarc.chaos.report;

import io.reflexarc.sandbox.demo.ReportFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the reports of a day go.
 *
 * @param json for programs
 * @param junit for build servers
 * @param html for people
 */
public record ReportFiles(Optional<Path> json, Optional<Path> junit, Optional<Path> html) {

  /**
   * {@code out.json} brings {@code out.xml} and {@code out.html} beside it, unless they are named.
   */
  public static ReportFiles of(@Nullable Path json, @Nullable Path junit, @Nullable Path html) {
    return new ReportFiles(
        Optional.ofNullable(json),
        Optional.ofNullable(junit)
            .or(() -> Optional.ofNullable(json).map(of -> beside(of, ".xml"))),
        Optional.ofNullable(html)
            .or(() -> Optional.ofNullable(json).map(of -> beside(of, ".html"))));
  }

  /**
   * Writes them.
   *
   * @return those that were written
   * @throws UncheckedIOException naming the file that cannot be written
   */
  public List<Path> write(DayReport day) {
    List<Path> written = new ArrayList<>();
    json.ifPresent(file -> written.add(ReportFile.write(file, JsonReport.of(day))));
    junit.ifPresent(file -> written.add(ReportFile.write(file, JunitXml.of(day))));
    html.ifPresent(file -> written.add(ReportFile.write(file, HtmlPage.of(day))));
    return written;
  }

  private static Path beside(Path file, String ending) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
  }
}
