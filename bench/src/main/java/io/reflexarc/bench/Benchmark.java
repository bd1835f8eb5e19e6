package io.reflexarc.bench;

/** Something that can be measured; a new one is a class and a line in {@code BenchMain}. */
public interface Benchmark {

  /** Measures, saying how far it is, and shows its figures. */
  void run(Board board) throws Exception;
}
