/* What an exercise looks like: the question, one input, the verdict, hints, and how far the learner is. It decides nothing. */

import { icon, make, makeId } from "./dom.js";
import { makeInput } from "./inputs.js";
import { typeset } from "./maths.js";
import { makeReport } from "./report.js";
import { makeSound } from "./sound.js";

const LOOKS = { right: ["good", "right"], wrong: ["bad", "wrong"], misconception: ["bad", "wrong"], ask_again: ["warn", "nearly"], unreadable: ["warn", "nearly"], taken: ["info", "lamp"], skipped: ["info", "lamp"] };

/** The parts of one `<rean-exercise>`. */
export class ExerciseView {
  constructor(host, texts) {
    this.host = host;
    this.texts = texts;
    this.open = false;
  }

  /** Say that an exercise is on its way. */
  waiting() {
    this.open = false;
    if (!this.form) this.host.replaceChildren(make("p", { class: "exercise-waiting muted", role: "status" }, this.texts.say("exercise.loading")));
  }

  /** Show a question and its input. */
  async show(exercise) {
    const id = `ask-${makeId()}`;
    this.exercise = exercise;
    this.ask = make("div", { class: "exercise-ask", id, html: exercise.ask_html });
    this.input = this.host.readTyped ? null : await makeInput(exercise.kind, this.around(exercise, id));
    this.verdictBox = make("div", { class: "exercise-verdict", tabindex: "-1", hidden: true });
    this.live = make("div", { "aria-live": "polite" }, this.verdictBox);
    this.hintList = make("ol", { class: "exercise-hints" });
    this.form = make("form", { class: "exercise card", "data-ready": true, "data-item": exercise.item, onsubmit: (event) => (event.preventDefault(), this.submit()) },
      this.head(exercise), exercise.sound && makeSound(exercise.sound, this.texts), this.ask, this.free(exercise), this.input && make("div", { class: "exercise-answer" }, this.input.element), this.live, this.hintList, this.actions());
    this.host.replaceChildren(this.form);
    if (exercise.draft && this.input) this.input.write(exercise.draft);
    this.hints(exercise.hints ?? []);
    this.open = true;
    this.finished = false;
    this.lock(false);
    await typeset(this.form);
  }

  around(exercise, id) {
    return { texts: this.texts, options: exercise.options ?? {}, labelledby: id, changed: () => this.host.changed(), enter: () => this.submit() };
  }

  /** Say that nothing is right or wrong here, where it is so. */
  free(exercise) {
    return exercise.scored === false ? make("p", { class: "exercise-free muted small" }, this.texts.say("exercise.free")) : null;
  }

  head(exercise) {
    const title = make("p", { class: "exercise-skill" }, exercise.skill?.title ?? "");
    const why = exercise.why ? make("details", { class: "exercise-why" }, make("summary", {}, this.texts.say("exercise.why")), make("p", {}, exercise.why)) : null;
    this.bar = make("span", { class: "progress", role: "img" }, make("span"));
    this.known = make("span", { class: "exercise-known", "aria-hidden": "true" });
    this.mastery(exercise.mastery, exercise.mastered);
    if (exercise.may_pass) return null;
    if (exercise.scored === false) return make("div", { class: "exercise-head" }, make("div", { class: "exercise-state" }, title), why);
    return make("div", { class: "exercise-head" }, make("div", { class: "exercise-state" }, title, this.bar, this.known), why);
  }

  /** Fill the bar: how well the skill is known; where nobody learns (`null`), there is none. */
  mastery(share, mastered) {
    this.bar.hidden = this.known.hidden = share === null;
    const percent = Math.round(100 * (share ?? 0));
    this.bar.firstChild.style.setProperty("--part", `${percent}%`);
    this.bar.classList.toggle("progress-done", Boolean(mastered));
    const words = mastered ? this.texts.say("exercise.mastered") : this.texts.say("exercise.mastery", { percent });
    this.bar.setAttribute("aria-label", words);
    this.known.textContent = words;
  }

  actions() {
    this.checkKey = make("button", { type: "submit", class: "button button-primary", "data-check": true }, this.texts.say(this.checkWord()));
    this.nextKey = make("button", { type: "button", class: "button button-primary", "data-next": true, hidden: true, onclick: () => this.host.next({ focus: true }) }, this.texts.say("exercise.next"));
    this.hintKey = make("button", { type: "button", class: "button", "data-hint": true, onclick: () => this.host.hint() });
    const report = make("button", { type: "button", class: "button button-quiet small push", "data-report": true, onclick: () => makeReport(this.host, this.texts) }, this.texts.say("exercise.report"));
    this.passKey = this.exercise.may_pass ? make("button", { type: "button", class: "button", "data-pass": true, onclick: () => this.open && this.host.pass() }, this.texts.say("exercise.not_learned")) : null;
    this.skipKey = this.exercise.may_skip ? make("button", { type: "button", class: "button", "data-skip": true, onclick: () => this.open && this.host.skip() }, this.texts.say("exercise.skip")) : null;
    return make("div", { class: "exercise-actions row" }, [this.checkKey, this.passKey, this.nextKey, this.hintKey, this.skipKey, report]);
  }

  /* What is not called right or wrong is sent, not checked. */
  checkWord() {
    return this.exercise.may_pass || this.exercise.scored === false ? "exercise.send" : "exercise.check";
  }

  /** Take away what was typed. */
  clear() {
    this.input?.write("");
  }

  submit() {
    if (this.finished) return this.host.next({ focus: true });
    return this.open ? this.host.check() : undefined;
  }

  /** What is typed just now. */
  read() {
    return this.host.readTyped ? this.host.readTyped() : this.input?.read() ?? "";
  }

  focusAnswer() {
    if (this.input) this.input.focus();
    this.form.scrollIntoView({ block: "nearest" });
  }

  /** Hold the answer as it was sent until the tutor has spoken: nobody sees a verdict beside an answer that was not judged. */
  checking(yes) {
    this.lock(yes);
    this.checkKey?.replaceChildren(this.texts.say(yes ? "exercise.checking" : this.checkWord()));
    this.passKey?.toggleAttribute("disabled", yes);
    this.skipKey?.toggleAttribute("disabled", yes);
  }

  /** Keep the answer as it is, or open it again. */
  lock(yes) {
    this.input?.lock(yes);
    this.checkKey?.toggleAttribute("disabled", yes);
    this.hintKey?.toggleAttribute("disabled", yes);
    this.host.dispatchEvent(new CustomEvent("rean-lock", { detail: { locked: yes } }));
  }

  /** Return the title of a verdict; an answer that lacks something is not called unreadable, what is told below it says what to do. */
  titleOf({ verdict, say_html }) {
    return this.texts.say(verdict === "unreadable" && say_html ? "exercise.look_again" : `exercise.${verdict}`);
  }

  /** Show what the tutor says to an answer. */
  verdict(answered) {
    const [tone, shape] = LOOKS[answered.verdict] ?? LOOKS.wrong;
    const solution = answered.solution_html && answered.verdict !== "right"
      ? make("div", { class: "exercise-solution" }, make("strong", {}, `${this.texts.say("exercise.solution")} `), make("span", { html: answered.solution_html })) : null;
    this.put(tone, icon(shape), this.titleOf(answered), [answered.say_html && make("div", { html: answered.say_html }), solution, answered.verdict === "right" && answered.why_next && make("p", { class: "muted" }, answered.why_next)]);
    this.mastery(answered.mastery, answered.mastered);
    this.verdictBox.dataset.verdict = answered.verdict;
    this.input?.mark?.(answered.parts ?? []);
    this.finished = Boolean(answered.finished);
    this.form.classList.toggle("exercise-finished", this.finished);
    this.lock(this.finished);
    this.checkKey.hidden = this.finished;
    this.hintKey.hidden = this.finished || this.left() <= 0;
    this.nextKey.hidden = !this.finished;
    this.skipKey?.toggleAttribute("hidden", this.finished);
    typeset(this.verdictBox);
    (this.finished ? this.nextKey : this.verdictBox).focus({ preventScroll: true });
    (this.finished ? this.form : this.verdictBox).scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  /** Tell what became of an answer to an exercise that is no longer here. */
  earlier(answered) {
    const [tone, shape] = LOOKS[answered.verdict] ?? LOOKS.wrong;
    const title = `${this.texts.say("exercise.earlier")} ${this.titleOf(answered)}`;
    this.put(tone, icon(shape), title, [answered.say_html && make("div", { html: answered.say_html })]);
    this.verdictBox.dataset.verdict = answered.verdict;
    typeset(this.verdictBox);
  }

  /** Take away what was said of the way; a verdict stays. */
  quiet() {
    if (this.verdictBox.dataset.verdict === undefined) this.verdictBox.hidden = true;
  }

  put(tone, sign, title, rest) {
    this.verdictBox.className = `exercise-verdict notice notice-${tone}`;
    this.verdictBox.replaceChildren(make("p", { class: "exercise-verdict-title" }, sign, make("strong", {}, title)), ...rest.filter(Boolean));
    this.verdictBox.hidden = false;
  }

  /** Say something about the way, not about the answer. */
  say(id, tone, { calm = "", focus = false } = {}) {
    if (!this.form) return this.plain(id, calm);
    delete this.verdictBox.dataset.verdict;
    this.put(tone, icon("nearly"), calm || this.texts.say(id), []);
    if (focus) this.focusAnswer();
    return undefined;
  }

  plain(id, calm) {
    const retry = make("button", { type: "button", class: "button", onclick: () => this.host.again() }, this.texts.say("exercise.retry"));
    this.host.replaceChildren(make("div", { class: "notice notice-warn", role: "status" }, make("p", {}, calm || this.texts.say(id)), retry));
  }

  left() {
    return (this.exercise.hints_total ?? 0) - this.hintList.children.length;
  }

  /** Show the hints that were asked for so far. */
  hints(list) {
    this.hintList.replaceChildren(...list.map((html) => make("li", { html })));
    this.hintList.hidden = list.length === 0;
    this.hintKey.hidden = this.left() <= 0;
    this.hintKey.replaceChildren(icon("lamp"), this.texts.say("exercise.ask_hint", { left: this.left() }));
    typeset(this.hintList);
  }

  /** Show that there is nothing more to practise here. */
  done(body) {
    this.open = false;
    this.form = null;
    this.lock(false);
    const say = make("div", {}, body.say ?? "");
    const more = make("button", { type: "button", class: "button", onclick: () => { this.host.ask = { ...this.host.ask, more: true }; this.host.next({ focus: true }); } }, this.texts.say("exercise.more"));
    this.host.replaceChildren(make("div", { class: "exercise card exercise-done notice notice-good", "data-ready": true }, make("h3", {}, icon("right"), this.texts.say("exercise.done")), say, body.more ? more : null));
  }

  moved() {
    const take = make("button", { type: "button", class: "button button-primary", onclick: () => document.dispatchEvent(new CustomEvent("rean-take")) }, this.texts.say("exercise.take"));
    this.block("exercise.moved", take);
  }

  signedOut() {
    this.block("exercise.signed_out", make("a", { class: "button button-primary", href: "/services/tutor/" }, this.texts.say("exercise.sign_in")));
  }

  block(id, key) {
    if (!this.form) return this.host.replaceChildren(make("div", { class: "notice notice-warn" }, make("p", {}, this.texts.say(id)), key));
    this.put("warn", icon("nearly"), this.texts.say(id), [key]);
    return this.lock(true);
  }
}
