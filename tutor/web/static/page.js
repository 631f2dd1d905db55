/* A learner's page: the seat is watched, so that the screen locks and another seat is noticed. */

import { startSeat } from "./seat.js";
import { loadTexts } from "./texts.js";
import { HttpTransport } from "./transport.js";

const { api } = document.body.dataset;

/* The page of a locked screen and the question of another seat stand by themselves. */
if (api && !document.querySelector("[data-locked], [data-moved]")) {
  loadTexts().then((texts) => startSeat({ transport: new HttpTransport(api), texts, seat: null }));
}
