/* Every figure on one page; its state lives in the page and nowhere else. */

import { mountFigure } from "./figure.js";
import { PageModel } from "./page-model.js";
import { loadTexts } from "./texts.js";

const texts = await loadTexts();
await Promise.all([...document.querySelectorAll("[data-figure-state]")].map(async (place) => {
  const model = new PageModel(JSON.parse(place.dataset.figureState));
  const figure = await mountFigure(model, place);
  const sent = place.parentElement.querySelector("[data-sent]");
  model.changed = () => {
    sent.dataset.sent = figure.typed();
    sent.textContent = texts.say("figure.sent", { typed: figure.typed() });
  };
  model.changed();
}));
document.body.dataset.ready = "true";
