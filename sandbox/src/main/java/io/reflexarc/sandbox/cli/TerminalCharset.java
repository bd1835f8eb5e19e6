package io.reflexarc.sandbox.cli;

import java.util.Locale;
import java.util.Map;

/** What the environment's locale can show. */
public final class TerminalCharset {

  private TerminalCharset() {}

  /** Whether signs outside ASCII show; by POSIX the first of these that is set counts. */
  public static boolean speaksUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String upper = value.toUpperCase(Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8");
      }
    }
    return false;
  }
}
