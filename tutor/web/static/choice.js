/* Choosing one of several answers: large rows, one radio each. */

import { make, makeId, speakable } from "./dom.js";

/** Make the rows; what is sent is the id of the chosen one. */
export function makeChoice(around) {
  const name = `choice-${makeId()}`;
  const rows = around.options.choices.map((choice) => makeRow(choice, name, around));
  const element = make("fieldset", { class: "choices", "aria-labelledby": around.labelledby }, ...rows);
  const chosen = () => element.querySelector("input:checked");
  return {
    element,
    read: () => chosen()?.value ?? "",
    write: (typed) => element.querySelectorAll("input").forEach((radio) => { radio.checked = radio.value === typed; }),
    focus: () => (chosen() ?? element.querySelector("input"))?.focus(),
    lock: (yes) => { element.disabled = yes; },
  };
}

function makeRow(choice, name, around) {
  const content = make("span", { html: choice.html });
  const radio = make("input", { type: "radio", name, value: choice.id, "aria-label": speakable(content.textContent), onchange: around.changed });
  return make("label", { class: "choice" }, radio, content);
}
