/* A right triangle with the squares on its three sides. */

import { amount } from "./amounts.js";
import { group, line, path, shape, word } from "./svg.js";

const [WIDTH, HEIGHT] = [560, 420];

export const size = () => [WIDTH, HEIGHT];
export const title = (texts) => texts.say("figure.pythagoras");
export const dials = () => [{ label: "figure.dial_side_a", name: "a", from: 1, to: 12 }, { label: "figure.dial_side_b", name: "b", from: 1, to: 12 }];
export const typed = ({ a, b }, options) => (options.typed === "sides" ? `${a} | ${b}` : String(a * a + b * b));

export function say(texts, { a, b }, { tell }) {
  const places = { a: amount(texts, a), b: amount(texts, b), aa: amount(texts, a * a), bb: amount(texts, b * b) };
  const c = a * a + b * b;
  return tell ? texts.say("figure.pythagoras_at", { ...places, cc: amount(texts, c), c: amount(texts, Math.sqrt(c)) }) : texts.say("figure.pythagoras_asks", places);
}

export function paint({ a, b }, { tell }, texts) {
  const unit = Math.min((WIDTH - 20) / (2 * a + b), (HEIGHT - 20) / (a + 2 * b));
  const at = (x, y) => [WIDTH / 2 + (x - b / 2) * unit, HEIGHT / 2 - (y - a / 2) * unit];
  const c = a * a + b * b;
  return [
    square(at, [[0, 0], [-a, 0], [-a, a], [0, a]], a, "pale", amount(texts, a * a), "square-a"),
    square(at, [[0, 0], [b, 0], [b, -b], [0, -b]], b, "third", amount(texts, b * b), "square-b"),
    square(at, [[b, 0], [a + b, b], [a, a + b], [0, a]], 0, "warm", tell ? amount(texts, c) : "?", "square-c"),
    shape([at(0, 0), at(b, 0), at(0, a)], { fill: "paper", stroke: "ink", thick: 3, part: "triangle" }),
    path(`M ${at(0, 0)[0] + 12} ${at(0, 0)[1]} v -12 h -12`, { stroke: "ink", thick: 1.5 }),
    group({ part: "sides" }, label(at, 0, a / 2, "a", 13, 5), label(at, b / 2, 0, "b", 0, -8), label(at, b / 2, a / 2, "c", -12, 12)),
  ];
}

const label = (at, x, y, text, right, down) => word(at(x, y)[0] + right, at(x, y)[1] + down, text, { "font-style": "italic", size: 18 });

function square(at, corners, cells, fill, area, part) {
  const points = corners.map(([x, y]) => at(x, y));
  const middle = [0, 1].map((axis) => (points[0][axis] + points[2][axis]) / 2);
  const [[x0, y0], , [x2, y2]] = points;
  const lines = Array.from({ length: Math.max(0, cells - 1) }, (_, index) => (index + 1) / cells);
  return group({ part }, shape(points, { fill }),
    lines.map((share) => [line(x0 + (x2 - x0) * share, y0, x0 + (x2 - x0) * share, y2, { thick: 0.8 }), line(x0, y0 + (y2 - y0) * share, x2, y0 + (y2 - y0) * share, { thick: 0.8 })]),
    word(middle[0], middle[1] + 7, area, { size: 21, "font-weight": 650, class: "figure-halo" }));
}
