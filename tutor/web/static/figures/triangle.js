/* A triangle with two angles that are set; the third follows. */

import { amount } from "./amounts.js";
import { path, shape, word } from "./svg.js";

const [WIDTH, HEIGHT] = [560, 340];
const radians = (degrees) => (degrees * Math.PI) / 180;
const third = ({ a, b }) => 180 - a - b;

export const size = () => [WIDTH, HEIGHT];
export const title = (texts) => texts.say("figure.triangle");
export const typed = (values, options) => (options.typed === "angles" ? `${values.a} | ${values.b} | ${third(values)}` : String(third(values)));

export function dials({ step }) {
  const turn = (name, other, label) => ({ label, from: 10, to: 160, by: step, get: (values) => values[name], put: (values, value) => (value + values[other] <= 170 ? { ...values, [name]: value } : values) });
  return [turn("a", "b", "figure.dial_angle_a"), turn("b", "a", "figure.dial_angle_b")];
}

/** Return the ids of a triangle's kinds: by its largest angle, by its equal sides. */
export function kindsOf(values) {
  const angles = [values.a, values.b, third(values)];
  const largest = Math.max(...angles);
  const different = new Set(angles).size;
  return [largest < 90 ? "acute" : largest === 90 ? "right" : "obtuse", ["equilateral", "isosceles", "scalene"][different - 1]];
}

export function say(texts, values, { tell }) {
  const kinds = kindsOf(values).map((kind) => texts.say(`figure.triangle_${kind}`)).join(", ");
  const places = { a: amount(texts, values.a), b: amount(texts, values.b) };
  return tell ? texts.say("figure.triangle_at", { ...places, c: amount(texts, third(values)), kinds }) : texts.say("figure.triangle_asks", places);
}

export function paint(values, { tell }, texts) {
  const corners = place(values);
  const labels = [values.a, values.b, third(values)].map((angle, index) => (index === 2 && !tell ? "?" : `${amount(texts, angle)}°`));
  return [shape(corners, { part: "triangle", stroke: "main", thick: 3 }), corners.map((corner, index) => mark(corner, corners, index, labels[index], "ABC"[index]))];
}

function place({ a, b }) {
  const sum = Math.sin(radians(a + b));
  const [x, y] = [(Math.cos(radians(a)) * Math.sin(radians(b))) / sum, (Math.sin(radians(a)) * Math.sin(radians(b))) / sum];
  const [left, right] = [Math.min(0, x), Math.max(1, x)];
  const scale = Math.min((WIDTH - 120) / (right - left), (HEIGHT - 90) / y);
  const at = (px, py) => [WIDTH / 2 + (px - (left + right) / 2) * scale, HEIGHT - 42 - py * scale];
  return [at(0, 0), at(1, 0), at(x, y)];
}

function mark([x, y], corners, index, label, name) {
  const [cx, cy] = [0, 1].map((axis) => (corners[0][axis] + corners[1][axis] + corners[2][axis]) / 3);
  const others = corners.filter((_, other) => other !== index).map(([ox, oy]) => Math.atan2(oy - y, ox - x));
  const between = Math.atan2(Math.sin(others[0]) + Math.sin(others[1]), Math.cos(others[0]) + Math.cos(others[1]));
  const at = (turn, r) => `${(x + r * Math.cos(turn)).toFixed(1)} ${(y + r * Math.sin(turn)).toFixed(1)}`;
  const sweep = Math.sin(others[1] - others[0]) > 0 ? 1 : 0;
  const out = Math.hypot(cx - x, cy - y) || 1;
  return [
    path(`M ${at(others[0], 26)} A 26 26 0 0 ${sweep} ${at(others[1], 26)}`, { stroke: "accent", thick: 2.5, part: `angle-${name}` }),
    word(x + 54 * Math.cos(between), y + 48 * Math.sin(between) + 6, label, { "font-weight": 650 }),
    word(x - ((cx - x) / out) * 18, y - ((cy - y) / out) * 18 + 6, name, { fill: "soft" }),
  ];
}
