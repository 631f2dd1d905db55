/* Joining left and right: choose a place on the left, then what belongs there; by keys, mouse or finger. */

import { make, speakable } from "../dom.js";

/** Places on the left, things on the right; what is sent are pairs `left=right` joined by commas. */
export function makeMatching(around) {
  return new Matching(around).input;
}

class Matching {
  pairs = new Map();
  locked = false;

  constructor(around) {
    this.around = around;
    this.rows = new Map(around.options.left.map((row) => [row.id, this.#row(row)]));
    this.things = new Map(around.options.right.map((thing) => [thing.id, this.#thing(thing)]));
    this.left = make("ul", { class: "matching-left" }, ...[...this.rows.values()].map((row) => row.element));
    this.right = make("div", { class: "matching-right", role: "group", "aria-label": this.say("matching_bank") }, ...[...this.things.values()].map((thing) => thing.key));
    this.said = make("p", { class: "visually-hidden", "aria-live": "polite" });
    this.active = this.rows.keys().next().value;
    this.draw();
  }

  say(id, values) {
    return this.around.texts.say(`exercise.${id}`, values);
  }

  #row({ id, html }) {
    const text = make("span", { class: "matching-text", html });
    const slot = make("button", { type: "button", class: "matching-slot", "data-left": id, onclick: () => this.choose(id) });
    return { what: speakable(text.textContent), slot, element: make("li", { class: "matching-row" }, text, make("span", { "aria-hidden": "true" }, "—"), slot) };
  }

  #thing({ id, html }) {
    const key = make("button", { type: "button", class: "matching-thing", "data-right": id, html, onclick: () => this.put(id) });
    key.setAttribute("aria-label", speakable(key.textContent));
    return { html, key };
  }

  /** Make a place the one that is filled next; what was there goes back. */
  choose(left) {
    if (this.locked) return;
    const had = this.pairs.delete(left);
    this.active = left;
    this.draw();
    if (had) this.around.changed();
  }

  /** Put a thing into the chosen place, and go to the next empty one. */
  put(right) {
    if (this.locked || !this.active) return;
    this.pairs.set(this.active, right);
    this.said.textContent = this.say("matching_put", { left: this.rows.get(this.active).what, right: speakable(this.things.get(right).key.textContent) });
    this.active = [...this.rows.keys()].find((id) => !this.pairs.has(id)) ?? null;
    this.draw();
    this.around.changed();
  }

  draw() {
    for (const [id, { slot, what }] of this.rows) this.#drawSlot(slot, what, this.pairs.get(id), id === this.active && !this.locked);
    const used = new Set(this.pairs.values());
    for (const [id, { key }] of this.things) {
      key.classList.toggle("used", used.has(id));
      key.disabled = this.locked;
    }
  }

  #drawSlot(slot, what, right, active) {
    const thing = right ? this.things.get(right) : null;
    slot.innerHTML = thing?.key.innerHTML ?? "";
    if (!thing) slot.textContent = "?";
    slot.classList.toggle("active", active);
    slot.classList.toggle("filled", Boolean(thing));
    slot.disabled = this.locked;
    slot.setAttribute("aria-pressed", String(active));
    slot.setAttribute("aria-label", this.say(thing ? "matching_filled" : "matching_empty", { left: what, right: thing ? speakable(thing.key.textContent) : "" }));
  }

  write(typed) {
    this.pairs = new Map(typed.split(",").map((pair) => pair.split("=").map((id) => id.trim())).filter(([left, right]) => this.rows.has(left) && this.things.has(right)));
    this.active = [...this.rows.keys()].find((id) => !this.pairs.has(id)) ?? null;
    this.draw();
  }

  get input() {
    const help = make("p", { class: "muted small" }, this.say("matching_help"));
    return {
      element: make("div", { class: "stack matching", role: "group", "aria-labelledby": this.around.labelledby }, help, make("div", { class: "matching-sides" }, this.left, this.right), this.said),
      read: () => [...this.pairs].map(([left, right]) => `${left}=${right}`).join(", "),
      write: (typed) => this.write(typed),
      focus: () => this.left.querySelector("button")?.focus(),
      lock: (yes) => { this.locked = yes; this.draw(); },
    };
  }
}
