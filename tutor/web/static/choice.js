/* Choosing one or several of a few answers: large rows, a radio or a box each. */

import { make, makeId, speakable } from "./dom.js";

/** Make the rows; what is sent is the id of the chosen one, or of several joined by commas. */
export function makeChoice(around) {
  const name = `choice-${makeId()}`;
  const rows = around.options.choices.map((choice) => makeRow(choice, name, around));
  const element = make("fieldset", { class: "choices", "aria-labelledby": around.labelledby }, ...rows);
  const chosen = () => [...element.querySelectorAll("input:checked")];
  const several = around.kind === "choices";
  if (several) element.prepend(make("p", { class: "muted small" }, around.texts.say("exercise.choose_several")));
  return {
    element,
    read: () => chosen().map((row) => row.value).join(", "),
    write: (typed) => {
      const ids = typed.split(",").map((id) => id.trim());
      element.querySelectorAll("input").forEach((row) => { row.checked = ids.includes(row.value); });
    },
    focus: () => (chosen()[0] ?? element.querySelector("input"))?.focus(),
    lock: (yes) => { element.disabled = yes; },
  };
}

function makeRow(choice, name, around) {
  const content = make("span", { html: choice.html });
  const type = around.kind === "choices" ? "checkbox" : "radio";
  const radio = make("input", { type, name, value: choice.id, "aria-label": speakable(content.textContent), onchange: around.changed });
  return make("label", { class: "choice" }, radio, content);
}
