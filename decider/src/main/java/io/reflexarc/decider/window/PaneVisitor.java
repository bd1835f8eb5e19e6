package io.reflexarc.decider.window;

/** Looks at panes, one after the other, where making a {@link Pane} of each would cost more. */
@FunctionalInterface
public interface PaneVisitor {

  /**
   * One pane; its numbers are those of {@link Pane}.
   *
   * @param count at least 1
   */
  void see(double sum, int count, double last);
}
