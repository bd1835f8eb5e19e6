package io.reflexarc.schemas.policy;

import java.util.List;
import java.util.Optional;

/**
 * What an action is like.
 *
 * @param sentence what it does, for people
 * @param kinds kinds of the targets that it can be done to
 * @param needs what its symptom must judge one by one, if that matters
 * @param treatsOwnFault whether it treats the fault as the target's own
 * @param takesBack whether it only takes back what another did
 * @param parameters what its rung may carry
 */
record Deed(
    String sentence,
    List<String> kinds,
    Optional<Per> needs,
    boolean treatsOwnFault,
    boolean takesBack,
    List<Parameter> parameters) {

  Deed {
    kinds = List.copyOf(kinds);
    parameters = List.copyOf(parameters);
  }

  static Deed of(String sentence) {
    return new Deed(sentence, List.of(), Optional.empty(), true, false, List.of());
  }

  static Deed takingBack(String sentence, List<String> kinds) {
    return new Deed(sentence, kinds, Optional.empty(), false, true, List.of());
  }

  Deed on(List<String> those) {
    return new Deed(sentence, those, needs, treatsOwnFault, takesBack, parameters);
  }

  Deed knowing(Per whose) {
    return new Deed(sentence, kinds, Optional.of(whose), treatsOwnFault, takesBack, parameters);
  }

  Deed aroundAFault() {
    return new Deed(sentence, kinds, needs, false, takesBack, parameters);
  }

  Deed takes(Parameter... those) {
    return new Deed(sentence, kinds, needs, treatsOwnFault, takesBack, List.of(those));
  }
}
