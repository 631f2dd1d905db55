/* A distance-time graph: the speed of each part of the way is set. */

import { amount, axisStep, within } from "./amounts.js";
import { listDials } from "./painted.js";
import { arrow, dot, group, line, word } from "./svg.js";

const [WIDTH, LEFT, RIGHT, TOP, FLOOR] = [640, 66, 596, 40, 310];

export const size = () => [WIDTH, 372];
export const title = (texts) => texts.say("figure.motion_graph");

const distances = (speeds, { seconds }) => speeds.reduce((all, speed) => [...all, all.at(-1) + speed * seconds], [0]);
const atHome = (speeds, options) => Math.min(...distances(speeds, options)) >= 0;

/* Nobody goes back behind the place where the way began. */
export function dials(options) {
  const all = listDials({ list: "speeds", chosen: "part", count: options.parts, label: "figure.dial_part", what: "figure.dial_speed", from: options.back ? -options.most : 0, to: options.most });
  const speed = all.at(-1);
  return [...all.slice(0, -1), { ...speed, put: (values, value) => checked(speed.put(values, value), values, options) }];
}

const checked = (next, values, options) => (atHome(next.speeds, options) ? next : values);

export function typed({ speeds, part }, options) {
  if (options.typed === "distance") return `${distances(speeds, options).at(-1)} m`;
  return options.typed === "all" ? speeds.join(" | ") : `${speeds[part - 1]} m/s`;
}

export function say(texts, { speeds, part: own }, options) {
  const parts = speeds.map((speed, index) => texts.say("figure.motion_part", { part: amount(texts, index + 1), speed: amount(texts, speed), seconds: amount(texts, options.seconds) }));
  const chosen = options.parts > 1 ? ` ${texts.say("figure.chosen", { name: `${texts.say("figure.dial_part")} ${amount(texts, own)}` })}` : "";
  return `${parts.join(" ")} ${texts.say("figure.motion_end", { distance: amount(texts, distances(speeds, options).at(-1)) })}${chosen}`;
}

const across = ({ parts }) => (RIGHT - LEFT) / parts;
const up = ({ most, seconds, parts }) => (FLOOR - TOP) / (most * seconds * parts);

export function press(x, y, values, options, first) {
  const pressed = within(Math.floor((x - LEFT) / across(options)) + 1, 1, options.parts);
  const part = first ? pressed : values.part;
  const from = distances(values.speeds, options)[part - 1];
  const speed = within(Math.round(((FLOOR - y) / up(options) - from) / options.seconds), options.back ? -options.most : 0, options.most);
  return checked({ part, speeds: values.speeds.map((one, index) => (index === part - 1 ? speed : one)) }, values, options);
}

export function paint({ speeds, part }, options, texts) {
  const all = distances(speeds, options).map((distance, index) => [LEFT + index * across(options), FLOOR - distance * up(options)]);
  return [
    axes(options, texts),
    speeds.map((_, index) => line(...all[index], ...all[index + 1], { stroke: index === part - 1 ? "accent" : "main", thick: 5, part: `way-${index + 1}` })),
    all.map(([x, y], index) => dot(x, y, index ? 7 : 5, { fill: index === part ? "accent" : "main", stroke: "paper", thick: 2 })),
  ];
}

function axes(options, texts) {
  const [seconds, most] = [options.seconds * options.parts, options.most * options.seconds * options.parts];
  const marks = (end, wanted) => { const every = axisStep(end, wanted); return Array.from({ length: Math.floor(end / every) + 1 }, (_, index) => index * every); };
  const x = (second) => LEFT + ((RIGHT - LEFT) * second) / seconds;
  const y = (distance) => FLOOR - distance * up(options);
  return group({ part: "axes" },
    marks(seconds, 10).map((second) => [line(x(second), TOP, x(second), FLOOR, { stroke: "grid", thick: 1 }), word(x(second), FLOOR + 22, amount(texts, second), { size: 14 })]),
    marks(most, 6).map((distance) => [line(LEFT, y(distance), RIGHT, y(distance), { stroke: "grid", thick: 1 }), word(LEFT - 8, y(distance) + 5, amount(texts, distance), { anchor: "end", size: 14 })]),
    arrow(LEFT, FLOOR, RIGHT + 26, FLOOR, { stroke: "ink" }), arrow(LEFT, FLOOR, LEFT, TOP - 16, { stroke: "ink" }),
    word(RIGHT + 26, FLOOR + 48, texts.say("figure.axis_time"), { anchor: "end", size: 15 }), word(LEFT + 12, TOP - 14, texts.say("figure.axis_distance"), { anchor: "start", size: 15 }));
}
