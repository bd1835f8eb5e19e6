package io.reflexarc.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/records.md");

  @Test
  void shouldStandAsTheSchemasSayWhenTheyChange() throws IOException {
    // given
    String page = RecordsPage.write();
    if (Boolean.getBoolean("reflexarc.regenerate")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }

    // then
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as(
            "%s is stale. Make it anew: ./mvnw -pl schemas test -Dtest=RecordsPageTest"
                + " -Dreflexarc.regenerate=true",
            PAGE)
        .isEqualTo(page);
  }
}
