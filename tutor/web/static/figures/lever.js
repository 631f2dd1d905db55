/* A beam on a pivot: the moment of each side is force times distance. */

import { amount, within } from "./amounts.js";
import { group, line, rect, shape, word } from "./svg.js";

const [MIDDLE, BEAM, METRE] = [330, 176, 28];

export const size = () => [660, 340];
export const title = (texts) => texts.say("figure.lever");
export const typed = ({ weight, at }, options) => ({ place: `${at}`, weight: `${weight}`, moment: `${weight * at}` })[options.typed];

export function dials({ change }) {
  const place = { label: "figure.dial_place", name: "at", from: 1, to: 10 };
  const weight = { label: "figure.dial_weight", name: "weight", from: 1, to: 20 };
  return { place: [place], weight: [weight], both: [place, weight] }[change];
}

const moments = ({ weight, at }, { left_weight: force, left_at: far }) => [force * far, weight * at];

export function say(texts, values, options) {
  const [left, right] = moments(values, options);
  const numbers = { left_weight: options.left_weight, left_at: options.left_at, right_weight: values.weight, right_at: values.at };
  const places = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, amount(texts, value)]));
  return `${texts.say("figure.lever_at", places)} ${texts.say(left === right ? "figure.lever_even" : left > right ? "figure.lever_left" : "figure.lever_right")}`;
}

export const press = (x, _y, values, { change }) => (change === "weight" ? null : { ...values, at: within(Math.round((x - MIDDLE) / METRE), 1, 10) });

export function paint(values, options, texts) {
  const [left, right] = moments(values, options);
  const tilt = Math.sign(right - left) * 7;
  return [
    shape([[MIDDLE, BEAM + 8], [MIDDLE - 44, 292], [MIDDLE + 44, 292]], { fill: "grid", stroke: "ink" }),
    line(20, 292, 640, 292, { stroke: "line", thick: 3 }),
    group({ transform: `rotate(${tilt} ${MIDDLE} ${BEAM})`, part: "beam" },
      rect(MIDDLE - 10.6 * METRE, BEAM - 6, 21.2 * METRE, 13, { fill: "warm", stroke: "ink" }),
      Array.from({ length: 21 }, (_, index) => index - 10).map((mark) => mark && [line(MIDDLE + mark * METRE, BEAM - 5, MIDDLE + mark * METRE, BEAM + 6, { stroke: "ink", thick: 1.5 }), word(MIDDLE + mark * METRE, BEAM + 26, amount(texts, Math.abs(mark)), { size: 13 })]),
      weight(-options.left_at, options.left_weight, "main", texts, "left"),
      weight(values.at, values.weight, "accent", texts, "right")),
    word(24, 326, `${amount(texts, options.left_weight)} N × ${amount(texts, options.left_at)} ${texts.say("figure.unit_m")}`, { anchor: "start" }),
    word(636, 326, `${amount(texts, values.weight)} N × ${amount(texts, values.at)} ${texts.say("figure.unit_m")}`, { anchor: "end" }),
  ];
}

function weight(at, force, fill, texts, part) {
  const side = 34 + 2 * force;
  return group({ part }, rect(MIDDLE + at * METRE - side / 2, BEAM - 7 - side, side, side, { fill, stroke: "paper", rx: 5 }), word(MIDDLE + at * METRE, BEAM - side / 2, `${amount(texts, force)} N`, { fill: "paper", size: 15, "font-weight": 650 }));
}
