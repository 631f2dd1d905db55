/* What a learner has typed stays in the browser until the server has it on disk. */

/** One place on this computer for one learner's one answer. */
export class Kept {
  /** `place` names the exercise on its page: the same place finds the same answer again after a reload. */
  constructor(learner, place) {
    this.key = `rean.kept.${learner}.${place}`;
  }

  save(answer) {
    try {
      localStorage.setItem(this.key, JSON.stringify(answer));
      return true;
    } catch {
      return false;
    }
  }

  /** Return the kept answer, or null. */
  find() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // A browser without storage had nothing to forget.
    }
  }
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** Try again by itself: sooner at first, then every half minute, and at once when the connection is back. */
export class Retry {
  constructor(act) {
    this.act = act;
    this.wait_ms = FIRST_WAIT_MS;
    this.timer = null;
    this.now = () => this.timer !== null && this.run();
    window.addEventListener("online", this.now);
    document.addEventListener("rean-back", this.now);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), this.wait_ms);
    this.wait_ms = Math.min(this.wait_ms * 2, LONGEST_WAIT_MS);
  }

  run() {
    clearTimeout(this.timer);
    this.timer = null;
    this.act();
  }

  /** Stop, and begin with the short wait the next time. */
  stop() {
    clearTimeout(this.timer);
    this.timer = null;
    this.wait_ms = FIRST_WAIT_MS;
  }

  end() {
    this.stop();
    window.removeEventListener("online", this.now);
    document.removeEventListener("rean-back", this.now);
  }
}
