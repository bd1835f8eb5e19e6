package io.reflexarc.schemas.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A member of a closed list, with the spelling that people and records use. */
public interface Word {

  /** The enum constant's own name. */
  String name();

  /** How it is written: lower case, words joined by a hyphen. */
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The member of a list that is written so, empty when there is none. */
  static <E extends Enum<E> & Word> Optional<E> find(Class<E> list, String written) {
    return Arrays.stream(list.getEnumConstants())
        .filter(member -> member.word().equals(written))
        .findFirst();
  }

  /** All words of a list, in its order. */
  static <E extends Enum<E> & Word> List<String> allOf(Class<E> list) {
    return Arrays.stream(list.getEnumConstants()).map(Word::word).toList();
  }
}
