/* Several questions in one exercise, each with its own input. */

import { icon, make, makeId } from "../dom.js";

const LOOKS = { right: ["good", "right"], ask_again: ["warn", "nearly"], unreadable: ["warn", "nearly"] };

/** The parts below each other; what is sent are their answers joined by `||`. */
export async function makeParts(around) {
  const parts = await Promise.all(around.options.parts.map((part) => makePart(part, around)));
  const element = make("div", { class: "stack parts" }, ...parts.map((part) => part.element));
  element.addEventListener("focusin", (event) => parts.forEach((part) => part.element.classList.toggle("part-active", part.element.contains(event.target))));
  parts[0]?.element.classList.add("part-active");
  return {
    element,
    read: () => (parts.some((part) => part.input.read()) ? parts.map((part) => part.input.read()).join(" || ") : ""),
    write: (typed) => typed.split("||").forEach((text, place) => parts[place]?.input.write(text.trim())),
    focus: () => (parts.find((part) => !part.input.read()) ?? parts[0])?.input.focus(),
    lock: (yes) => parts.forEach((part) => part.input.lock(yes)),
    mark: (verdicts) => verdicts.forEach((verdict) => parts.find((part) => part.name === verdict.name)?.mark(verdict)),
  };
}

async function makePart(part, around) {
  const id = `part-${makeId()}`;
  const said = make("div", { class: "part-said", hidden: true });
  const changed = () => { said.hidden = true; around.changed(); };
  const input = await around.makeInput(part.kind, { ...around, options: part.options, labelledby: id, changed });
  const ask = make("div", { class: "part-ask", id }, make("strong", { class: "part-label" }, part.label), make("div", { html: part.html }));
  return { name: part.name, input, element: make("section", { class: "part", "data-part": part.name }, ask, input.element, said), mark: (verdict) => mark(said, verdict, around.texts) };
}

function mark(said, { verdict, say_html }, texts) {
  const [tone, shape] = LOOKS[verdict] ?? ["bad", "wrong"];
  const known = verdict in LOOKS || verdict === "wrong" ? verdict : "misconception";
  said.className = `part-said notice notice-${tone}`;
  said.replaceChildren(icon(shape), make("div", { html: say_html ?? "" }, say_html ? null : texts.say(`exercise.${known}`)));
  said.hidden = false;
}
