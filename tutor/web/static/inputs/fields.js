/* Several small fields that share one set of keys: gaps of a text, cells of a table, the numbers of a reaction. */

import { make, speakable } from "../dom.js";
import { lockAll, makeKeys, makeLine, pressOnLine } from "./typed.js";

const SIZES = { number: 7, fraction: 7, quantity: 10, algebra: 12, interval: 12, point: 10, formula: 10, text: 14 };

/** The fields of one answer. */
export class Fields {
  /** `fields` are `{name, kind, options, label}`. */
  constructor(fields, around) {
    this.around = around;
    this.byName = new Map(fields.map((field, place) => [field.name, this.#make(field, place)]));
    this.keys = make("div", { class: "fields-keys" });
  }

  #make({ kind, options, label }, place) {
    const { texts } = this.around;
    const name = label ?? texts.say("exercise.field", { number: place + 1 });
    const changed = () => (this.unmark(), this.around.changed());
    if (kind === "choice") return makeList(options.choices, name, changed, texts);
    const typed = kind === "fraction" ? "number" : kind;
    const field = makeLine(typed, { ...this.around, labelledby: null, changed }, { "aria-label": name, size: SIZES[kind] ?? 10, class: "answer-line field-line" });
    field.addEventListener("focus", () => this.#keysFor(kind, options, field, changed));
    return field;
  }

  /** Put the keys of the field that is written in under the whole. */
  #keysFor(kind, options, field, changed) {
    this.here = field;
    const press = (key) => (pressOnLine(this.here, key), changed());
    const keys = makeKeys(kind === "fraction" ? "algebra" : kind, { ...this.around, options: kind === "fraction" ? { letters: [] } : options }, press);
    const same = this.keysOf === `${kind}|${JSON.stringify(options)}`;
    this.keysOf = `${kind}|${JSON.stringify(options)}`;
    if (!same) this.keys.replaceChildren(...[keys].filter(Boolean));
  }

  /** Put each field where the HTML names its place. */
  fill(root) {
    root.querySelectorAll("[data-field]").forEach((place) => place.replaceWith(this.byName.get(place.dataset.field) ?? ""));
    return root;
  }

  get all() {
    return [...this.byName.values()];
  }

  read(join = " | ") {
    const values = this.all.map((field) => field.value.trim().replaceAll("|", "∣"));
    return values.some(Boolean) ? values.join(join) : "";
  }

  write(typed, cut = "|") {
    const values = typed.split(cut);
    this.all.forEach((field, place) => { field.value = (values[place] ?? "").trim(); });
  }

  focus() {
    (this.all.find((field) => !field.value) ?? this.all[0])?.focus();
  }

  lock(yes) {
    this.all.forEach((field) => lockAll(field, yes));
    this.keys.hidden = yes;
  }

  /** Show which fields are right. */
  mark(parts) {
    this.unmark();
    for (const { name, verdict } of parts) {
      const field = this.byName.get(name);
      if (!field) continue;
      field.dataset.verdict = verdict;
      if (verdict !== "right") field.setAttribute("aria-invalid", "true");
    }
  }

  unmark() {
    this.all.forEach((field) => { delete field.dataset.verdict; field.removeAttribute("aria-invalid"); });
  }
}

function makeList(choices, name, changed, texts) {
  const rows = choices.map((choice) => make("option", { value: choice.id }, plainText(choice.html)));
  return make("select", { class: "field-list", "aria-label": name, onchange: changed }, make("option", { value: "" }, texts.say("exercise.choose_one")), ...rows);
}

function plainText(html) {
  return speakable(make("span", { html }).textContent);
}
