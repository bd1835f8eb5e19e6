package io.reflexarc.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflexarc.chaos.Trials;
import io.reflexarc.chaos.play.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportFilesTest {

  @TempDir private Path folder;

  @Test
  void shouldWriteTheOthersBesideTheJson() {
    // given
    ReportFiles files = ReportFiles.of(folder.resolve("deep/out.json"), null, null);

    // when
    List<Path> written = files.write(day(Trials.healed()));

    // then
    assertThat(written)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("out.json", "out.xml", "out.html");
    assertThat(written).allSatisfy(file -> assertThat(file).isNotEmptyFile());
  }

  @Test
  void shouldCarryTheContractsFieldsTheBudgetAndTheDistributions() throws IOException {
    // given
    Trial.Played healed = Trials.healed();

    // when
    JsonNode report = new ObjectMapper().readTree(JsonReport.of(day(healed)));

    // then
    JsonNode first = report.at("/scenarios/0");
    assertThat(report.path("passed").asBoolean()).isTrue();
    assertThat(first.path("scenario").asText()).isEqualTo("bad-deploy");
    assertThat(first.path("outcome").asText()).isEqualTo("healed");
    assertThat(first.at("/millis/decide").asLong()).isEqualTo(600_000);
    assertThat(first.at("/millis/real/detect").asLong()).isEqualTo(170);
    assertThat(first.at("/timeline/0/stage").asText()).isEqualTo("DETECTED");
    assertThat(first.at("/budget/badRequestsWith").asLong()).isEqualTo(3 * 642);
    assertThat(first.at("/budget/badRequestsWithout").asLong()).isEqualTo(3 * 2_280);
    assertThat(first.at("/budget/burntWithout").asDouble())
        .isCloseTo(0.03 / 0.005 * 2_280 / Duration.ofDays(30).toSeconds(), within(1e-6));
    assertThat(report.at("/distributions/event/apply/p50Millis").asLong()).isEqualTo(2_000);
    assertThat(report.at("/distributions/real/detect/n").asInt()).isEqualTo(1);
    assertThat(report.at("/distributions/real/decide").isMissingNode()).isTrue();
  }

  @Test
  void shouldNotPassWhenItWasAborted() throws IOException {
    // given
    DayReport aborted =
        new DayReport(
            "sandbox",
            Trials.BEGAN,
            Duration.ofMinutes(1),
            "2 cores",
            7,
            240,
            3,
            List.of(Trials.healed()));

    // when
    JsonNode report = new ObjectMapper().readTree(JsonReport.of(aborted));

    // then
    assertThat(report.path("passed").asBoolean()).isFalse();
    assertThat(report.path("aborted").asBoolean()).isTrue();
    assertThat(report.at("/count/planned").asInt()).isEqualTo(3);
    assertThat(JunitXml.of(aborted)).contains("tests=\"3\"", "skipped=\"2\"");
    assertThat(HtmlPage.of(aborted)).contains("aborted");
  }

  @Test
  void shouldBeXmlThatCountsFailuresAndErrors() throws Exception {
    // given
    Path file = folder.resolve("out.xml");
    Files.writeString(file, JunitXml.of(day(Trials.healed(), Trials.failed(), Trials.crashed())));

    // when
    Element suite =
        (Element)
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("testsuite")
                .item(0);

    // then
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .contains("DETECT took 11m");
    assertThat(((Element) suite.getElementsByTagName("error").item(0)).getAttribute("message"))
        .isEqualTo("Kafka <did> not start");
    assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
        .contains("DETECTED 2 % of <script>");
  }

  @Test
  void shouldBeAPageThatNeedsNothingElseAndTrustsNobody() {
    // given
    DayReport day = day(Trials.healed(), Trials.failed(), Trials.crashed());

    // when
    String page = HtmlPage.of(day);

    // then
    assertThat(page)
        .doesNotContain("<script", "http:", "https:", "src=", "url(", "@import", "<link")
        .contains("&lt;script&gt;alert(1)", "Kafka &lt;did&gt; not start", "1 of 3")
        .contains("prefers-color-scheme:dark", "role=\"img\"", "lang=\"en\"")
        .contains("fault <b>12:00</b>", "decided <b>22:40</b>", "healed <b>23:40</b>");
    assertThat(page.split("<svg viewBox=\"0 0 1000", -1)).hasSize(1 + 2 * 2);
  }

  private static DayReport day(Trial... trials) {
    return new DayReport(
        "sandbox",
        Trials.BEGAN,
        Duration.ofMinutes(1),
        "2 cores",
        7,
        240,
        trials.length,
        List.of(trials));
  }
}
