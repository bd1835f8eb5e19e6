package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shares of a whole and numbers with a unit. */
final class Amounts {

  static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,12})?)%");
  static final Pattern PLAIN = Pattern.compile("\\d{1,3}(?:\\.\\d{1,12})?");
  static final Pattern QUANTITY =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)(Ki|Mi|Gi|Ti|k|M|G|T)?");

  /** As Kubernetes counts them. */
  private static final Map<String, Long> UNITS =
      Map.of(
          "Ki",
          1L << 10,
          "Mi",
          1L << 20,
          "Gi",
          1L << 30,
          "Ti",
          1L << 40,
          "k",
          1_000L,
          "M",
          1_000_000L,
          "G",
          1_000_000_000L,
          "T",
          1_000_000_000_000L);

  private Amounts() {}

  /** {@code 1%} or 0.01: over 0 and under 1. */
  static double share(JsonNode node) throws WrongValue {
    double share = shareOrZero(node);
    if (share <= 0) {
      throw new WrongValue(Shown.value(node) + " is not above 0, write 1% or 0.01");
    }
    return share;
  }

  /** {@code 1%} or 0.01: from 0 and under 1. */
  static double shareOrZero(JsonNode node) throws WrongValue {
    double share = node.isNumber() ? node.doubleValue() : written(node);
    if (!(share >= 0 && share < 1)) {
      String fix = node.isNumber() && share >= 1 && share < 100 ? node.asText() + "%" : "1%";
      throw new WrongValue(Shown.value(node) + " is not within 0 and 1, write " + fix);
    }
    return share;
  }

  /** {@code memory-limit}, or a number with or without a unit: {@code 256Mi}, 1024. */
  static Ceiling ceiling(JsonNode node) throws WrongValue {
    if (node.isTextual() && node.textValue().equals(Ceiling.MEMORY_LIMIT)) {
      return new Ceiling.MemoryLimit();
    }
    double value = node.isNumber() ? node.doubleValue() : quantity(node);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new WrongValue(Shown.value(node) + " is not above 0, write 256Mi or memory-limit");
    }
    return new Ceiling.Fixed(value);
  }

  /** A finite number, or an amount with a unit: 0.5, -3, {@code 256Mi}. */
  static double number(JsonNode node) throws WrongValue {
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (node.isTextual()) {
      Matcher quantity = QUANTITY.matcher(node.textValue());
      value = quantity.matches() ? quantity(node) : Double.NaN;
    }
    if (!Double.isFinite(value)) {
      throw new WrongValue(Shown.value(node) + " is not a number, write 100, 0.5 or 256Mi");
    }
    return value;
  }

  private static double written(JsonNode node) throws WrongValue {
    String text = node.isTextual() ? node.textValue() : "";
    Matcher percent = PERCENT.matcher(text);
    if (percent.matches()) {
      return new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue();
    }
    if (PLAIN.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    throw new WrongValue(Shown.value(node) + " is not a share, write 1% or 0.01");
  }

  private static double quantity(JsonNode node) throws WrongValue {
    Matcher quantity = QUANTITY.matcher(node.isTextual() ? node.textValue() : "");
    if (!quantity.matches()) {
      throw new WrongValue(
          Shown.value(node) + " is not an amount, write memory-limit, 256Mi or 1024");
    }
    String unit = quantity.group(2);
    long factor = unit == null ? 1 : UNITS.getOrDefault(unit, 1L);
    return new BigDecimal(quantity.group(1)).multiply(BigDecimal.valueOf(factor)).doubleValue();
  }
}
