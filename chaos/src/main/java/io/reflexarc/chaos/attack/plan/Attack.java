package io.reflexarc.chaos.attack.plan;

import io.reflexarc.schemas.topic.Topic;
import java.time.Duration;
import java.util.Locale;

/** One thing that is done to Reflexarc itself. */
public sealed interface Attack {

  /** What it is called in tables and reports: the same for all of its kind. */
  String kind();

  /** Whether processes must recover from it, so that the next of that sort waits for them. */
  default boolean heavy() {
    return true;
  }

  /**
   * SIGKILL of one process of a stage.
   *
   * @param copy which of them, from 1
   */
  record KillStage(StageKind stage, int copy) implements Attack {
    @Override
    public String kind() {
      return "kill -9 of one " + stage.word();
    }
  }

  /** SIGKILL of all processes of a stage at once. */
  record KillAll(StageKind stage) implements Attack {
    @Override
    public String kind() {
      return "kill -9 of both " + stage.word() + "s";
    }
  }

  /**
   * SIGSTOP of a process, past its session, and SIGCONT.
   *
   * @param copy which of them, from 1
   * @param asleep real time
   */
  record FreezeStage(StageKind stage, int copy, Duration asleep) implements Attack {
    @Override
    public String kind() {
      return "SIGSTOP of one " + stage.word() + " past its session";
    }
  }

  /**
   * A third process of a stage comes, and goes again.
   *
   * @param politely whether it is asked to go
   */
  record Rebalance(StageKind stage, boolean politely) implements Attack {
    @Override
    public String kind() {
      return "a third " + stage.word() + " comes and goes";
    }
  }

  /** A broker is stopped in order, and started again. */
  record RestartBroker(int node) implements Attack {
    @Override
    public String kind() {
      return "restart of a broker";
    }
  }

  /**
   * A broker is killed, and stays away.
   *
   * @param away real time
   */
  record LoseBroker(int node, Duration away) implements Attack {
    @Override
    public String kind() {
      return "loss of a broker";
    }
  }

  /**
   * All deciders stand still until their topics are full of what happened meanwhile.
   *
   * @param backlog event time
   */
  record Backlog(Duration backlog) implements Attack {
    @Override
    public String kind() {
      return "a backlog of " + backlog.toHours() + " h";
    }
  }

  /**
   * The next requests to the cluster's API fail.
   *
   * @param requests how many
   */
  record ApiFails(ApiTrouble trouble, int requests) implements Attack {
    @Override
    public String kind() {
      return "API: " + trouble.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public boolean heavy() {
      return false;
    }
  }

  /**
   * The latest records of a topic are sent once more.
   *
   * @param records how many
   */
  record Duplicate(Topic topic, int records) implements Attack {
    @Override
    public String kind() {
      return "duplicates in " + topic.baseName();
    }

    @Override
    public boolean heavy() {
      return false;
    }
  }

  /**
   * The latest records of a topic are sent once more, the last first.
   *
   * @param records how many
   */
  record Reorder(Topic topic, int records) implements Attack {
    @Override
    public String kind() {
      return "disorder in " + topic.baseName();
    }

    @Override
    public boolean heavy() {
      return false;
    }
  }

  /**
   * A process's clock is wrong for a while.
   *
   * @param by how far it goes ahead, or behind when negative; event time
   * @param lasting event time
   */
  record Skew(StageKind stage, int copy, Duration by, Duration lasting) implements Attack {
    @Override
    public String kind() {
      return "clock of a " + stage.word() + (by.isNegative() ? " behind" : " ahead");
    }

    @Override
    public boolean heavy() {
      return false;
    }
  }

  /** Bytes that are no record. */
  record PoisonTopic(Topic topic) implements Attack {
    @Override
    public String kind() {
      return "poison in " + topic.baseName();
    }

    @Override
    public boolean heavy() {
      return false;
    }
  }

  /** A policy gets a new generation while incidents run under the old one. */
  record ChangePolicy(String policy) implements Attack {
    @Override
    public String kind() {
      return "a policy is changed";
    }

    @Override
    public boolean heavy() {
      return false;
    }
  }

  /**
   * A human pauses a scope, and resumes it.
   *
   * @param scope a workload's name, or {@code *}
   * @param lasting event time
   */
  record PauseScope(String scope, Duration lasting) implements Attack {
    @Override
    public String kind() {
      return "a human pauses, and resumes";
    }

    @Override
    public boolean heavy() {
      return false;
    }
  }
}
