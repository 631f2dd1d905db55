/* A figure of a lesson: a picture that answers to keys, fingers and buttons; its state can be an answer. */

import { icon, make } from "./dom.js";
import { makeExercise } from "./exercise.js";
import { ensureStyle } from "./maths.js";
import { loadTexts } from "./texts.js";
import { CommTransport } from "./transport.js";

/** Load the drawing of a figure: one file each. */
export async function loadDrawing(name) {
  const [{ painted }, file] = await Promise.all([import("./figures/painted.js"), import(`./figures/${name}.js`)]);
  return painted(file);
}

/* Where a figure stood lasts as long as the tab: a kernel that is gone takes its widgets' state along. */
class KeptValues {
  constructor(model) {
    const { unit, lesson, item = "" } = model.get("ask") ?? {};
    this.key = ["rean.figure", model.get("learner"), unit, lesson, model.get("name"), item, JSON.stringify(model.get("options"))].join("|");
  }

  save(values) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(values));
    } catch {
      // Without storage the figure begins anew.
    }
  }

  find() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      return null;
    }
  }
}

/** Put the figure of a widget's model on the page, with its question where it has one. */
export async function mountFigure(model, el) {
  ensureStyle("figure.css");
  const texts = await loadTexts(model.get("lang"));
  const drawing = await loadDrawing(model.get("name"));
  const figure = new Figure(model, texts, drawing);
  el.append(figure.element);
  await figure.draw();
  if (model.get("ask").item) ask(model, el, figure);
  return figure;
}

/** Ask the item that is bound to the figure; what is typed is the figure's state. */
function ask(model, el, figure) {
  const seat = new URLSearchParams(location.search).get("seat");
  const exercise = makeExercise({ transport: new CommTransport(model), ask: model.get("ask"), learner: model.get("learner"), lang: model.get("lang"), seat });
  exercise.readTyped = () => (figure.touched ? figure.typed() : "");
  exercise.emptyText = "figure.untouched";
  exercise.addEventListener("rean-exercise", (event) => figure.asked(event.detail.shown_id));
  exercise.addEventListener("rean-lock", (event) => figure.lock(event.detail.locked));
  el.append(exercise);
  exercise.start();
}

/** A board with its keys, its words, and its state, which lives in the model. */
export class Figure {
  constructor(model, texts, drawing) {
    Object.assign(this, { model, texts, drawing, locked: false, kept: new KeptValues(model), touched: false, question: null });
    this.board = make("div", { class: "figure-board", tabindex: "0", role: "application", "aria-roledescription": drawing.title(texts, this.options) });
    this.state = make("p", { class: "figure-state", "aria-live": "polite" });
    this.written = make("span", { class: "figure-fraction", "aria-hidden": "true" });
    this.dials = drawing.dials(this.options);
    this.arrows = drawing.arrowsFor(this.options);
    this.keys = make("div", { class: "figure-keys" }, ...this.dials.map((dial, index) => this.dial(dial, index)), ...drawing.acts(this.options).map((key) => this.key(key)));
    this.element = make("figure", { class: "figure card", "data-figure": model.get("name") }, this.board, make("div", { class: "figure-says" }, this.state, this.written), this.keys, make("p", { class: "figure-help" }, texts.say("figure.keys")));
    this.board.addEventListener("keydown", (event) => this.keyed(event));
    model.on("change:values", () => this.show());
  }

  get options() {
    return this.model.get("options");
  }

  get values() {
    return this.model.get("values");
  }

  key({ label, shape, act }) {
    return make("button", { type: "button", class: "button", "data-act": act, onclick: () => this.act(act) }, shape ? icon(shape) : null, this.texts.say(label));
  }

  /** Two buttons around the name of a number, and its value unless it is to be read from the picture. */
  dial({ label, bare }, index) {
    const name = this.texts.say(label);
    const button = (way, sign, what) => make("button", { type: "button", class: "button dial-button", "data-act": `${index}-${way}`, "aria-label": `${name}: ${this.texts.say(what)}`, onclick: () => this.act(`${index}-${way}`) }, sign);
    return make("div", { class: "figure-dial", role: "group", "aria-label": name }, button("less", "\u2212", "figure.less"), make("span", { class: "dial-name" }, name, bare ? null : make("b", { "data-dial": index })), button("more", "+", "figure.more"));
  }

  showDials() {
    this.dials.forEach((dial, index) => {
      const place = this.keys.querySelector(`[data-dial="${index}"]`);
      if (place) place.textContent = this.drawing.shown(dial, this.values, this.texts);
    });
  }

  keyed(event) {
    const act = this.arrows[event.key];
    if (!act) return;
    event.preventDefault();
    this.act(act);
  }

  /** Do one step; the drawing says what it means. */
  act(name) {
    this.move(this.drawing.step(name, this.values, this.options));
  }

  /** Take what a learner has made of it. */
  move(values) {
    if (this.locked) return;
    this.touched = true;
    this.set(values);
  }

  /** A question of its own begins: where the figure stands from the one before is no answer to it. */
  asked(question) {
    if (this.question && this.question !== question) this.touched = false;
    this.question = question;
  }

  /** Take new values as the state, here and in the kernel. */
  set(values) {
    if (JSON.stringify(values) === JSON.stringify(this.values)) return;
    this.model.set("values", values);
    this.model.save_changes();
    this.kept.save(values);
    this.show();
  }

  async draw() {
    this.picture = await this.drawing.draw(this.board, this.options, (values) => this.move(values), this.texts);
    const left = this.kept.find();
    this.touched = left !== null;
    this.set(left ?? this.values);
    this.show();
  }

  show() {
    this.picture?.show(this.values, this.options);
    this.showDials();
    const words = this.drawing.say(this.texts, this.values, this.options);
    this.state.textContent = words;
    this.showFraction();
    this.board.setAttribute("aria-label", `${this.drawing.title(this.texts, this.options)}. ${words}`);
    this.board.dataset.values = JSON.stringify(this.values);
  }

  /* The state as a fraction, as it is written in the lesson; the words say it to those who listen. */
  showFraction() {
    const parts = this.drawing.fraction?.(this.values, this.options) ?? [];
    this.written.replaceChildren(...parts.map((part) => make("span", {}, String(part))));
  }

  /** The state as an answer. */
  typed() {
    return this.drawing.typed(this.values, this.options);
  }

  lock(yes) {
    this.locked = yes;
    this.keys.querySelectorAll("button").forEach((key) => { key.disabled = yes; });
  }
}
