package io.reflexarc.sandbox.endtoend;

class OddScenariosIT extends StoriesOnSandbox {

  OddScenariosIT() {
    super(1);
  }
}
