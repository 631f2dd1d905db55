/* One exercise on a page. It knows no server: whatever it must ask goes through its `transport`, and no answer is lost on the way. */

import { later, make, makeId } from "./dom.js";
import { ExerciseView } from "./exercise-view.js";
import { Kept, Retry } from "./kept.js";
import { ensureStyle } from "./maths.js";
import { loadTexts, pageLang } from "./texts.js";

const DRAFT_WAIT_MS = 700;
const SLOW_MS = 4_000;
const NOBODY = new Set([0, 500, 502, 503, 504]);
/* Saved, or of an exercise that is over; anything else is tried again, as after a locked screen. */
const SETTLED = new Set([200, 404, 410, 413, 422]);

/**
 * `<rean-exercise>`: give it `transport`, `ask` (`{unit, lesson, skills, item?}`) and `learner`, then call `start()`.
 *
 * `action` names what is asked for the next exercise: a lesson's practice, a placement, a review, a whole course.
 * It tells its page `rean-exercise` (the exercise that is shown), `rean-progress` (`{mastery, mastered, done}`), `rean-verdict` (the tutor's answer),
 * `rean-locked` and `rean-moved`.
 * `readTyped`, where it is set, takes the place of an input of its own: a figure answers with its state. `emptyText` is what is said where nothing was typed.
 */
export class ReanExercise extends HTMLElement {
  lang = pageLang();
  learner = document.body?.dataset.learner ?? "";
  seat = null;
  ask = {};
  action = "practice/next";
  transport = null;
  readTyped = null;
  emptyText = "exercise.empty";
  exercise = null;
  attempt = null;

  connectedCallback() {
    ensureStyle("exercise.css");
    this.retry ??= new Retry(() => this.again());
    this.draftSoon ??= later(() => this.saveDraft(), DRAFT_WAIT_MS);
    this.draftRetry ??= new Retry(() => this.saveDraft());
    this.onHide ??= () => document.visibilityState === "hidden" && this.draftSoon.now();
    this.onUnlocked ??= () => this.again();
    document.addEventListener("visibilitychange", this.onHide);
    document.addEventListener("rean-unlocked", this.onUnlocked);
  }

  disconnectedCallback() {
    this.draftSoon.now();
    this.retry.end();
    this.draftRetry.end();
    document.removeEventListener("visibilitychange", this.onHide);
    document.removeEventListener("rean-unlocked", this.onUnlocked);
  }

  /** Show the exercise that waits, after sending an answer that was kept from before. */
  async start() {
    this.texts = await loadTexts(this.lang);
    this.view = new ExerciseView(this, this.texts);
    this.kept = new Kept(this.learner, this.place);
    this.unsaved = new Kept(this.learner, `draft|${this.place}`);
    const left = this.kept.find();
    if (left) return this.sendAttempt(left);
    return this.next();
  }

  /** The name of this exercise's place on its page. */
  get place() {
    const { unit = "", lesson = "", item = "", skills = [], course = "" } = this.ask;
    const place = [unit, lesson, item || skills.join("+")].join("|");
    return this.action === "practice/next" ? place : `${this.action}|${course}|${place}`;
  }

  /** Ask for the next exercise and show it. */
  async next({ focus = false, verdict = null } = {}) {
    this.again = () => this.next({ focus, verdict });
    this.view.waiting();
    const reply = await this.transport.send(this.action, { ...this.ask, lang: this.lang });
    if (reply.status !== 200) return this.refused(reply);
    this.retry.stop();
    this.again = () => {};
    if (reply.body.done) return this.finish(reply.body);
    return this.show(reply.body, { focus, verdict });
  }

  /** Show one exercise, with what was already typed and hinted. */
  async show(exercise, { focus = false, verdict = null } = {}) {
    const unsaved = this.findUnsaved(exercise);
    this.exercise = exercise;
    this.attempt = null;
    await this.view.show({ ...exercise, draft: unsaved ?? exercise.draft });
    if (unsaved !== null) this.draftSoon();
    this.tell("rean-exercise", exercise);
    this.tell("rean-progress", { mastery: exercise.mastery, mastered: exercise.mastered, done: false });
    if (verdict) this.tellVerdict(verdict);
    if (focus) this.view.focusAnswer();
  }

  /** What was typed here and had not reached the tutor when the page went away, or null. */
  findUnsaved(exercise) {
    const left = this.unsaved.find();
    return left?.shown_id === exercise.shown_id ? left.typed : null;
  }

  /* An answer that was kept may have finished its exercise: then this is another one, still open. */
  tellVerdict(verdict) {
    if (verdict.finished) this.view.earlier(verdict);
    else this.view.verdict(verdict);
  }

  finish(done) {
    this.view.done(done);
    this.tell("rean-progress", { mastery: done.mastery ?? 1, mastered: true, done: true });
  }

  /** Send what is typed to be checked. */
  check() {
    const typed = this.view.read();
    if (!typed) return this.view.say(this.emptyText, "warn", { focus: true });
    if (this.attempt?.typed !== typed) this.attempt = this.makeAttempt(typed);
    return this.sendAttempt(this.attempt);
  }

  /** Say that this was never learned; the tutor notes it as not known, without an answer. */
  pass() {
    this.attempt ??= { ...this.makeAttempt(""), not_learned: true };
    return this.sendAttempt(this.attempt);
  }

  makeAttempt(typed) {
    return { shown_id: this.exercise.shown_id, attempt_id: makeId(), typed, lang: this.lang };
  }

  /* A seat is of one session, while an attempt may be kept over many: it is sent from the seat where the learner is now. */
  fromHere(asked) {
    return this.seat ? { ...asked, seat: this.seat } : asked;
  }

  /** Send one attempt until the tutor has it; the same attempt counts once however often it is sent. */
  async sendAttempt(attempt) {
    this.again = () => this.sendAttempt(attempt);
    this.stored = this.kept.save(attempt);
    this.view.checking(true);
    const slow = setTimeout(() => this.sayKept(), SLOW_MS);
    const reply = await this.transport.send("practice/check", this.fromHere(attempt));
    clearTimeout(slow);
    this.view.checking(false);
    if (NOBODY.has(reply.status)) return this.keep(reply);
    if (reply.status === 200) return this.judged(attempt, reply.body);
    if ([401, 403, 409, 423].includes(reply.status)) return this.refused(reply);
    this.kept.forget();
    if ([413, 422].includes(reply.status)) return this.view.say("exercise.unreadable", "warn", { focus: true });
    return this.next();
  }

  keep(reply) {
    this.sayKept(reply.body.calm);
    this.view.lock(true);
    this.retry.soon();
  }

  sayKept(calm = "") {
    this.view.say(this.stored ? "exercise.kept" : "exercise.kept_only_here", "warn", { calm: this.stored ? calm : "" });
  }

  judged(attempt, answered) {
    this.kept.forget();
    this.unsaved.forget();
    this.retry.stop();
    this.again = () => {};
    this.attempt = null;
    this.tell("rean-verdict", answered);
    if (answered.verdict === "noted") return this.next({ focus: true });
    if (this.exercise?.shown_id !== attempt.shown_id) return this.next({ verdict: answered });
    this.view.verdict(answered);
    this.tell("rean-progress", { mastery: answered.mastery, mastered: answered.mastered, done: false });
    return answered;
  }

  /** Show the next hint; one that cannot come now comes later. */
  async hint() {
    const reply = await this.transport.send("practice/hint", { shown_id: this.exercise.shown_id, lang: this.lang });
    if (reply.status !== 200) {
      this.again = () => this.hint();
      return this.refused(reply);
    }
    this.retry.stop();
    this.again = () => {};
    this.view.quiet();
    return this.view.hints(reply.body.hints);
  }

  /** Leave a question that may be skipped: the tutor forgets what was typed here, and tells the teacher. */
  async skip() {
    const asked = { shown_id: this.exercise.shown_id, lang: this.lang };
    this.again = () => this.skip();
    this.view.checking(true);
    const reply = await this.transport.send("practice/skip", this.fromHere(asked));
    this.view.checking(false);
    if (reply.status !== 200) return SETTLED.has(reply.status) ? this.next() : this.refused(reply);
    this.view.clear();
    this.draftSoon.stop();
    this.kept.forget();
    this.unsaved.forget();
    this.retry.stop();
    this.again = () => {};
    this.attempt = null;
    this.tell("rean-verdict", reply.body);
    return this.view.verdict(reply.body);
  }

  changed() {
    this.unsaved.save({ shown_id: this.exercise.shown_id, typed: this.view.read() });
    this.draftSoon();
  }

  async saveDraft() {
    if (!this.exercise || !this.view?.open || this.view.finished) return;
    const draft = { shown_id: this.exercise.shown_id, typed: this.view.read() };
    const reply = await this.transport.send("practice/draft", draft);
    if (!SETTLED.has(reply.status)) return this.draftRetry.soon();
    this.draftRetry.stop();
    if (this.unsaved.find()?.typed === draft.typed) this.unsaved.forget();
  }

  /** Tell the teacher that something is wrong with this exercise. */
  async report(text) {
    const reply = await this.transport.send("practice/report", { shown_id: this.exercise.shown_id, text, lang: this.lang });
    return reply.status === 200;
  }

  refused(reply) {
    if (reply.status === 409) return this.moved();
    if (reply.status === 423) return this.locked();
    if (reply.status === 401 || reply.status === 403) return this.view.signedOut();
    this.view.say("exercise.trouble", "warn", { calm: reply.body.calm });
    return this.retry.soon();
  }

  moved() {
    this.view.moved();
    this.tell("rean-moved", {});
  }

  locked() {
    this.view.say("exercise.locked", "warn");
    this.tell("rean-locked", {});
  }

  /** Try once more what could not be done; replaced by whatever waits. */
  again() {}

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

if (!customElements.get("rean-exercise")) customElements.define("rean-exercise", ReanExercise);

/** Make the element, ready to be put on a page. */
export function makeExercise({ transport, ask, learner, lang, seat }) {
  return Object.assign(make("rean-exercise"), { transport, ask, learner, lang: lang ?? pageLang(), seat: seat ?? null });
}
