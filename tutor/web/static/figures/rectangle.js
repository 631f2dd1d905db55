/* A rectangle on unit squares. */

import { amount, within } from "./amounts.js";
import { dot, line, rect, word } from "./svg.js";

const [COLUMNS, ROWS, CELL, LEFT, TOP] = [20, 12, 28, 52, 34];

export const size = () => [COLUMNS * CELL + LEFT + 12, ROWS * CELL + TOP + 12];
export const title = (texts) => texts.say("figure.rectangle");
export const dials = () => [{ label: "figure.dial_width", name: "width", from: 1, to: COLUMNS }, { label: "figure.dial_height", name: "height", from: 1, to: ROWS }];
export const typed = ({ width, height }, options) => ({ area: `${width * height}`, perimeter: `${2 * (width + height)}`, sides: `${width} | ${height}` })[options.typed];

export function say(texts, { width, height }, { unit, tell }) {
  const places = { width: amount(texts, width), height: amount(texts, height), perimeter: amount(texts, 2 * (width + height)), area: amount(texts, width * height) };
  return texts.say(tell ? "figure.rectangle_at" : "figure.rectangle_asks", { ...places, unit: texts.say(`figure.unit_${unit}`) });
}

export function press(x, y) {
  return { width: within(Math.round((x - LEFT) / CELL), 1, COLUMNS), height: within(Math.round((y - TOP) / CELL), 1, ROWS) };
}

export function paint({ width, height }, { unit }, texts) {
  const [wide, high, name] = [width * CELL, height * CELL, texts.say(`figure.unit_${unit}`)];
  return [
    grid(COLUMNS, ROWS, "grid"),
    rect(LEFT, TOP, wide, high, { fill: "pale", stroke: "none", part: "rectangle" }),
    grid(width, height, "line", 0.8),
    rect(LEFT, TOP, wide, high, { fill: "none", stroke: "main", thick: 4 }),
    word(LEFT + wide / 2, TOP - 10, `${amount(texts, width)} ${name}`, { "font-weight": 650, part: "width" }),
    word(LEFT - 8, TOP + high / 2 + 6, `${amount(texts, height)} ${name}`, { anchor: "end", "font-weight": 650, part: "height" }),
    dot(LEFT + wide, TOP + high, 9, { stroke: "paper", thick: 2, part: "corner" }),
  ];
}

function grid(columns, rows, stroke, thick = 1) {
  const across = Array.from({ length: columns + 1 }, (_, index) => line(LEFT + index * CELL, TOP, LEFT + index * CELL, TOP + rows * CELL, { stroke, thick }));
  const down = Array.from({ length: rows + 1 }, (_, index) => line(LEFT, TOP + index * CELL, LEFT + columns * CELL, TOP + index * CELL, { stroke, thick }));
  return [across, down];
}
