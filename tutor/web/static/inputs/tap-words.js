/* Tapping words of a text. */

import { make } from "../dom.js";

const SIGNS = /^[។៕៖,.!?;:»”)]+/;

/** A sign after a word stays on the line of that word. */
function keepSigns(elements) {
  const kept = [];
  for (const element of elements) {
    const [sign] = element.matches("span") ? element.textContent.match(SIGNS) ?? [] : [];
    if (sign && kept.length) {
      element.innerHTML = element.innerHTML.slice(sign.length);
      kept.push(make("span", { class: "with-sign" }, kept.pop(), sign));
    }
    kept.push(element);
  }
  return kept;
}

/** The text with its words as keys; what is sent are their names joined by commas. */
export function makeTapWords(around) {
  const { pieces, pick } = around.options;
  const one = pick === "one";
  const tapped = () => [...text.querySelectorAll("[aria-pressed=true]")];
  const press = (key, yes) => key.setAttribute("aria-pressed", String(yes));
  const tap = (key) => {
    const was = key.getAttribute("aria-pressed") === "true";
    if (one) tapped().forEach((other) => press(other, false));
    press(key, !was);
    around.changed();
  };
  const word = ({ id, html }) => make("button", { type: "button", class: "tap-word", "data-word": id, "aria-pressed": "false", html, onclick: (event) => tap(event.currentTarget) });
  const text = make("p", { class: "tap-text", role: "group", "aria-labelledby": around.labelledby }, ...keepSigns(pieces.map((piece) => (piece.id ? word(piece) : make("span", { html: piece.html })))));
  return {
    element: make("div", { class: "stack" }, make("p", { class: "muted small" }, around.texts.say(one ? "exercise.tap_one" : "exercise.tap_several")), text),
    read: () => tapped().map((key) => key.dataset.word).join(", "),
    write: (typed) => {
      const ids = typed.split(",").map((id) => id.trim());
      text.querySelectorAll("button").forEach((key) => press(key, ids.includes(key.dataset.word)));
    },
    focus: () => text.querySelector("button")?.focus(),
    lock: (yes) => text.querySelectorAll("button").forEach((key) => { key.disabled = yes; }),
  };
}
