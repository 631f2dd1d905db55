/* A curriculum vitae is kept as it is typed: first in the browser, then by the tutor; which field is meant is told with it. */

import { later } from "./dom.js";
import { Kept, Retry } from "./kept.js";
import { loadTexts } from "./texts.js";
import { HttpTransport } from "./transport.js";

const { api, learner } = document.body.dataset;
const form = document.querySelector("[data-cv]");
const said = form.querySelector("[data-saved]");
const notice = document.querySelector("[data-named]");
const transport = new HttpTransport(api);
const kept = new Kept(learner, "cv");
const texts = await loadTexts();
const named = new Set([...form.querySelectorAll(".field-named")].map((place) => place.dataset.field));
let changed = {};

const saveSoon = later(() => save(), 600);
const retry = new Retry(() => save());

async function save() {
  const fields = changed;
  if (!Object.keys(fields).length) return true;
  changed = {};
  const reply = await transport.send("cv", { fields });
  if (reply.status !== 200) {
    changed = { ...fields, ...changed };
    said.textContent = texts.say("exercise.kept");
    retry.soon();
    return false;
  }
  retry.stop();
  if (!Object.keys(changed).length) kept.forget();
  said.textContent = texts.say("exercise.saved");
  mark(fields, reply.body.named);
  return true;
}

/* Warn where a field seems to say where its writer has been. */
function mark(fields, found) {
  for (const name of Object.keys(fields)) {
    if (found.includes(name)) named.add(name);
    else named.delete(name);
    form.elements[name].closest("[data-field]").classList.toggle("field-named", named.has(name));
  }
  notice.hidden = named.size === 0;
}

form.addEventListener("input", ({ target }) => {
  changed[target.name] = target.value;
  kept.save(changed);
  said.textContent = texts.say("exercise.saving");
  saveSoon();
});
form.addEventListener("submit", async (event) => {
  const toPaper = event.submitter?.value === "print";
  event.preventDefault();
  saveSoon.now();
  if ((await save()) && toPaper) location.assign(`${location.pathname}/print`);
});
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveSoon.now());

/* What had not reached the tutor when the page went away. */
const left = kept.find();
if (left) {
  for (const [name, text] of Object.entries(left)) if (form.elements[name]) form.elements[name].value = text;
  changed = left;
  save();
}
document.body.dataset.ready = "true";
