/* The practice of a lesson: one exercise after the other, asked for through the learner's kernel. */

import { makeExercise } from "./exercise.js";
import { CommTransport } from "./transport.js";

/** Put the practice of a widget's model on the page. */
export function mountPractice(model, el) {
  const exercise = makeExercise({
    transport: new CommTransport(model),
    ask: model.get("ask"),
    learner: model.get("learner"),
    lang: model.get("lang"),
    seat: new URLSearchParams(location.search).get("seat"),
  });
  el.append(exercise);
  exercise.start();
}
