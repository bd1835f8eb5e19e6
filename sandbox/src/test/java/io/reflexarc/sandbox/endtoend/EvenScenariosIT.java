package io.reflexarc.sandbox.endtoend;

class EvenScenariosIT extends StoriesOnSandbox {

  EvenScenariosIT() {
    super(0);
  }
}
