/* Exercises on a page of the tutor itself: a placement, a review, the practice of a whole course. No notebook, no kernel. */

import { makeExercise } from "./exercise.js";
import { pageLang } from "./texts.js";
import { HttpTransport } from "./transport.js";

const place = document.querySelector("[data-exercises]");
const { action, ask, over } = place.dataset;

const exercise = makeExercise({
  transport: new HttpTransport(document.body.dataset.api),
  ask: JSON.parse(ask),
  learner: document.body.dataset.learner,
  lang: pageLang(),
  seat: null,
});
exercise.action = action;

/* The row of steps above the exercise shows how many are done; the server says it with every exercise. */
exercise.addEventListener("rean-exercise", ({ detail }) => showSteps(detail.step));
exercise.addEventListener("rean-progress", ({ detail }) => detail.done && location.replace(over));

function showSteps(step) {
  const row = document.querySelector("[data-steps]");
  if (!row || !step) return;
  const dots = Array.from({ length: step.most }, (_, at) => Object.assign(document.createElement("i"), { className: at < step.done ? "done" : at === step.done ? "now" : "" }));
  row.replaceChildren(...dots);
  row.setAttribute("role", "img");
  row.setAttribute("aria-label", step.say);
}

place.replaceChildren(exercise);
exercise.start();
