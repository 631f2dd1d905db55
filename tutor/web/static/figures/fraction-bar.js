/* A bar in equal parts, some of them coloured. */

import { clear, INK, onPress, openBoard, shape } from "./board.js";
import { acts, arrows, fraction, say, step, typed } from "./parts.js";

export { acts, arrows, fraction, say, step, typed };

export const title = (texts) => texts.say("figure.fraction_bar");

export async function draw(element, _options, set) {
  const { board } = await openBoard(element, [-0.02, 1.15, 1.02, -0.15], 130);
  const parts = [];
  let now = { bottom: 1, top: 0 };
  onPress(board, (x) => set(colourUpTo(now, Math.ceil(x * now.bottom))));
  return {
    show: (values) => {
      now = values;
      clear(board, parts);
      for (let part = 0; part < values.bottom; part += 1) parts.push(drawPart(board, part, values));
    },
  };
}

/* Pressing the last coloured part takes its colour away. */
function colourUpTo({ bottom, top }, pressed) {
  const wanted = Math.min(bottom, Math.max(1, pressed));
  return { bottom, top: wanted === top ? wanted - 1 : wanted };
}

function drawPart(board, part, { bottom, top }) {
  const [left, right] = [part / bottom, (part + 1) / bottom];
  return shape(board, [[left, 0], [right, 0], [right, 1], [left, 1]], part < top ? INK.primary : INK.paper);
}
