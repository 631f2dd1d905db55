/* Two lines that cross, or two parallel lines and a third across; the angles are numbered anticlockwise from the right. */

import { amount, within } from "./amounts.js";
import { group, line, path, word } from "./svg.js";

const [WIDTH, HEIGHT, MIDDLE, GAP, ARC] = [560, 340, 280, 72, 30];
const TURN = Math.PI / 180;

const parallel = ({ kind }) => kind === "parallel";
const limits = (options) => (parallel(options) ? [45, 135] : [30, 150]);
const sizeOf = (number, degrees) => (number % 2 ? degrees : 180 - degrees);

export const size = () => [WIDTH, HEIGHT];
export const title = (texts) => texts.say("figure.lines");
export const typed = ({ degrees }, { asked }) => `${sizeOf(asked, degrees)}`;

export function dials(options) {
  const [from, to] = limits(options);
  return [{ label: "figure.dial_angle_1", name: "degrees", from, to, by: options.step }];
}

export function say(texts, { degrees }, { kind, tell }) {
  return texts.say(`figure.lines_${kind}${tell ? "" : "_asks"}`, { odd: amount(texts, degrees), even: amount(texts, 180 - degrees) });
}

export function press(x, y, _values, options) {
  const turned = ((Math.atan2(HEIGHT / 2 - y, x - MIDDLE) / TURN) % 180 + 180) % 180;
  return { degrees: within(Math.round(turned / options.step) * options.step, ...limits(options)) };
}

/** Return where the third line meets the others: one place, or the upper and the lower one. */
function places({ degrees }, options) {
  if (!parallel(options)) return [[MIDDLE, HEIGHT / 2]];
  return [GAP, -GAP].map((up) => [MIDDLE + up / Math.tan(degrees * TURN), HEIGHT / 2 - up]);
}

export function paint(values, options, texts) {
  const { degrees } = values;
  const reach = parallel(options) ? 158 / Math.sin(degrees * TURN) : 150 / Math.max(Math.sin(degrees * TURN), 0.62);
  const [across, up] = [reach * Math.cos(degrees * TURN), reach * Math.sin(degrees * TURN)];
  const meetings = places(values, options);
  return [
    meetings.map((place, index) => [1, 2, 3, 4].map((corner) => wedge(place, corner, corner + 4 * index, values, options))),
    meetings.map(([, y]) => line(30, y, WIDTH - 30, y, { stroke: "ink", thick: 4 })),
    line(MIDDLE - across, HEIGHT / 2 + up, MIDDLE + across, HEIGHT / 2 - up, { stroke: "main", thick: 4, part: "turns" }),
    meetings.map((place, index) => [1, 2, 3, 4].map((corner) => label(place, corner, corner + 4 * index, values, options, texts))),
  ];
}

/** Return the directions between which a corner lies, in degrees from the right, anticlockwise. */
const sides = (corner, degrees) => [[0, degrees], [degrees, 180], [180, 180 + degrees], [180 + degrees, 360]][corner - 1];

const at = ([x, y], degrees, r) => [x + r * Math.cos(degrees * TURN), y - r * Math.sin(degrees * TURN)];

function wedge(place, corner, number, { degrees }, { marked }) {
  if (!marked.includes(number)) return null;
  const [from, to] = sides(corner, degrees);
  return path(`M ${place.join(" ")} L ${at(place, from, ARC).join(" ")} A ${ARC} ${ARC} 0 0 0 ${at(place, to, ARC).join(" ")} Z`, { fill: "warm", stroke: "accent", thick: 2.5, part: `angle-${number}` });
}

function label(place, corner, number, { degrees }, { tell }, texts) {
  const [from, to] = sides(corner, degrees);
  const away = within(36 / Math.sin(((to - from) / 2) * TURN), 58, 104);
  const [x, y] = at(place, (from + to) / 2, away);
  const shown = tell || number === 1;
  return group({ part: `name-${number}` }, word(x - (shown ? 23 : 0), y + 6, `${amount(texts, number)}${shown ? ":" : ""}`, { fill: "soft", size: 16 }), shown && word(x + 9, y + 6, `${amount(texts, sizeOf(number, degrees))}°`, { "font-weight": 650 }));
}
