/* A circle in equal parts, some of them coloured. */

import { clear, INK, onPress, openBoard, shape } from "./board.js";
import { acts, arrows, fraction, say, step, typed } from "./parts.js";

export { acts, arrows, fraction, say, step, typed };

export const title = (texts) => texts.say("figure.fraction_circle");

const CORNERS = 72;

export async function draw(element, _options, set) {
  element.style.maxWidth = "18rem";
  const { board } = await openBoard(element, [-1.15, 1.15, 1.15, -1.15], "square");
  const parts = [];
  let now = { bottom: 1, top: 0 };
  onPress(board, (x, y) => set(colourAt(now, x, y)));
  return {
    show: (values) => {
      now = values;
      clear(board, parts);
      for (let part = 0; part < values.bottom; part += 1) parts.push(drawPart(board, part, values));
    },
  };
}

/* Parts are counted clockwise from the top, as the hands of a clock go. */
const at = (share) => [Math.sin(2 * Math.PI * share), Math.cos(2 * Math.PI * share)];

function colourAt({ bottom, top }, x, y) {
  const share = (Math.atan2(x, y) / (2 * Math.PI) + 1) % 1;
  const pressed = Math.floor(share * bottom) + 1;
  return { bottom, top: pressed === top ? pressed - 1 : pressed };
}

function drawPart(board, part, { bottom, top }) {
  const steps = Math.max(2, Math.round(CORNERS / bottom));
  const rim = Array.from({ length: steps + 1 }, (_, step_) => at((part + step_ / steps) / bottom));
  return shape(board, bottom === 1 ? rim : [[0, 0], ...rim], part < top ? INK.primary : INK.paper);
}
