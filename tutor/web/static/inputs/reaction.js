/* A reaction: numbers before given formulae, or all of it typed. */

import { make, speakable } from "../dom.js";
import { Fields } from "./fields.js";
import { makeTyped } from "./typed.js";

/** Small fields before the formulae; what is sent are the numbers joined by commas. */
export function makeReaction(around) {
  if (around.options.whole) return makeTyped({ ...around, kind: "reaction" });
  const { left, right } = around.options;
  const label = ({ text }) => around.texts.say("exercise.coefficient", { formula: speakable(text) });
  const fields = new Fields([...left, ...right].map((formula, place) => ({ name: String(place), kind: "number", options: {}, label: label(formula) })), around);
  fields.all.forEach((field) => { field.size = 2; field.classList.add("field-small"); field.placeholder = "1"; });
  const piece = (formula, place, side) => [place ? make("span", {}, "+") : null, make("span", { class: "reaction-piece" }, fields.all[place + (side === right ? left.length : 0)], make("span", { html: formula.html }))];
  const row = [left, right].map((side) => side.flatMap((formula, place) => piece(formula, place, side)));
  const line = make("div", { class: "answer-row reaction", role: "group", "aria-labelledby": around.labelledby }, ...row[0], make("span", { class: "reaction-arrow" }, "→"), ...row[1]);
  return {
    element: make("div", { class: "answer-with-keys" }, line, fields.keys),
    read: () => fields.read(", "),
    write: (typed) => fields.write(typed, ","),
    focus: () => fields.focus(),
    lock: (yes) => fields.lock(yes),
  };
}
