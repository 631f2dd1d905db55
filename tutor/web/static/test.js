/* A unit test: every question keeps what is typed, and the whole is handed in once, after a question. */

import { later, makeId } from "./dom.js";
import { makeInput } from "./inputs.js";
import { Kept, Retry } from "./kept.js";
import { typeset } from "./maths.js";
import { ensureKeys } from "./sound.js";
import { loadTexts } from "./texts.js";
import { HttpTransport } from "./transport.js";

const { api, learner } = document.body.dataset;
const paper = document.querySelector("[data-test]");
const open = paper.dataset.open === "yes";
const transport = new HttpTransport(api);
const questions = [];
/* Whoever is signed out or has handed in needs no second try. */
const OVER = new Set([401, 403, 404]);
const NOT_SAVED = { 401: "exercise.signed_out", 403: "exercise.signed_out", 404: "test.handed_in", 409: "exercise.moved", 423: "exercise.locked" };

class Question {
  constructor(element, texts) {
    Object.assign(this, { element, texts, id: element.dataset.question, had: element.dataset.typed, saved: element.querySelector("[data-saved]") });
    this.kept = new Kept(learner, `test|${paper.dataset.test}|${this.id}`);
    this.saveSoon = later(() => this.save(), 600);
    this.retry = new Retry(() => this.save());
    document.addEventListener("rean-unlocked", this.retry.now);
    this.around = { texts, options: JSON.parse(element.dataset.options), labelledby: `ask-${this.id}`, changed: () => this.changed(), enter: () => this.saveSoon.now() };
  }

  /** Put the input on the page, with what was typed so far. */
  async show() {
    this.input = await makeInput(this.element.dataset.kind, this.around);
    this.element.querySelector("[data-input]").replaceChildren(this.input.element);
    this.input.write(this.kept.find() ?? this.element.dataset.typed);
    this.input.lock(!open);
    if (this.kept.find() !== null && open) this.save();
    return this;
  }

  changed() {
    this.kept.save(this.input.read());
    this.saved.textContent = this.texts.say("exercise.saving");
    this.saveSoon();
  }

  async save() {
    const typed = this.input.read();
    const reply = await transport.send(`tests/${paper.dataset.test}/drafts/${this.id}`, { typed }, { method: "PUT" });
    if (reply.status === 200) return this.done(typed);
    this.saved.textContent = this.texts.say(NOT_SAVED[reply.status] ?? "exercise.kept");
    if (!OVER.has(reply.status)) this.retry.soon();
    return false;
  }

  /** Save what the tutor does not have yet. */
  ensureSaved() {
    return this.input.read() === this.had ? true : this.save();
  }

  done(typed) {
    this.retry.stop();
    this.had = typed;
    if (this.input.read() === typed) this.kept.forget();
    this.saved.textContent = this.texts.say("exercise.saved");
    this.element.dataset.savedTyped = typed;
    return true;
  }
}

async function start() {
  paper.closest("form")?.addEventListener("submit", (event) => event.preventDefault());
  const texts = await loadTexts();
  questions.push(...(await Promise.all([...paper.querySelectorAll("[data-question]")].map((element) => new Question(element, texts).show()))));
  ensureKeys(paper, texts);
  typeset(paper);
  if (open) watchHandIn(texts);
  document.body.dataset.ready = "true";
}

function watchHandIn(texts) {
  const sure = document.querySelector("[data-sure]");
  document.querySelector("[data-hand-in]").addEventListener("click", () => {
    const empty = questions.filter((q) => !q.input.read()).length;
    const notice = sure.querySelector("[data-empty]");
    notice.hidden = !empty;
    notice.textContent = texts.say("test.empty", { count: empty });
    sure.showModal();
  });
  const handing = new HandingIn(sure, texts);
  sure.querySelector("[data-no]").addEventListener("click", () => sure.close());
  sure.addEventListener("close", () => handing.stop());
  sure.querySelector("[data-yes]").addEventListener("click", () => handing.try());
}

/* Handing in is tried until it is done or the learner goes back to writing; however often, it counts once. */
class HandingIn {
  constructor(sure, texts) {
    Object.assign(this, { texts, attempt_id: makeId(), key: sure.querySelector("[data-yes]"), notice: sure.querySelector("[data-empty]") });
    this.retry = new Retry(() => this.try());
  }

  async try() {
    this.key.disabled = true;
    const saved = await Promise.all(questions.map((question) => question.ensureSaved()));
    const reply = saved.every(Boolean) ? await transport.send(`tests/${paper.dataset.test}/submit`, { attempt_id: this.attempt_id }) : { status: 0 };
    if (reply.status === 200 || reply.status === 409) return location.reload();
    this.notice.hidden = false;
    this.notice.textContent = this.texts.say(NOT_SAVED[reply.status] ?? "test.waiting");
    return this.retry.soon();
  }

  stop() {
    this.retry.stop();
    this.key.disabled = false;
  }
}

start();
