/* A clock whose hands are set. */

import { amount } from "./amounts.js";
import { dot, line, word } from "./svg.js";

const [SIDE, MIDDLE, RIM] = [340, 170, 158];

export const size = () => [SIDE, SIDE];
export const title = (texts) => texts.say("figure.clock");
export const typed = ({ hour, minute }, options) => ({ time: `${hour} | ${minute}`, hour: `${hour}`, minute: `${minute}` })[options.typed];

const turned = ({ hour }, way) => ((((hour + way - 1) % 12) + 12) % 12) + 1;

/** Turn the long hand; past twelve the short one goes on. */
function turn(values, change) {
  const minute = values.minute + change;
  return { hour: turned(values, Math.floor(minute / 60)), minute: ((minute % 60) + 60) % 60 };
}

export function dials({ step, tell }) {
  return [
    { label: "figure.dial_minute", from: 0, to: 59, by: step, turns: true, bare: !tell, get: ({ minute }) => minute, put: (values, wanted) => turn(values, wanted - values.minute) },
    { label: "figure.dial_hour", from: 1, to: 12, turns: true, bare: !tell, get: ({ hour }) => hour, put: (values, wanted) => ({ ...values, hour: turned(values, wanted - values.hour) }) },
  ];
}

export function say(texts, { hour, minute }, { tell }) {
  if (tell) return texts.say("figure.clock_at", { hour: amount(texts, hour), minute: amount(texts, minute) });
  const number = (one) => amount(texts, ((one + 11) % 12) + 1);
  const hand = (from, exact) => (exact ? texts.say("figure.hand_at", { number: number(from) }) : texts.say("figure.hand_between", { first: number(from), second: number(from + 1) }));
  return texts.say("figure.clock_asks", { short: hand(hour, minute === 0), long: hand(Math.floor(minute / 5), minute % 5 === 0) });
}

export function press(x, y, values, { step }, first) {
  if (!first && Math.hypot(x - MIDDLE, y - MIDDLE) < 12) return null;
  const share = (Math.atan2(x - MIDDLE, MIDDLE - y) / (2 * Math.PI) + 1) % 1;
  if (Math.hypot(x - MIDDLE, y - MIDDLE) < 82) return { ...values, hour: turned({ hour: 12 }, Math.round(share * 12 - values.minute / 60) + 12) };
  return { ...values, minute: (Math.round((share * 60) / step) * step) % 60 };
}

export function paint({ hour, minute }, _options, texts) {
  const at = (share, r) => [MIDDLE + r * Math.sin(2 * Math.PI * share), MIDDLE - r * Math.cos(2 * Math.PI * share)];
  return [
    dot(MIDDLE, MIDDLE, RIM, { fill: "paper", stroke: "ink", thick: 4, part: "face" }),
    Array.from({ length: 60 }, (_, mark) => line(...at(mark / 60, RIM - 5), ...at(mark / 60, RIM - (mark % 5 ? 11 : 18)), { stroke: "ink", thick: mark % 5 ? 1.2 : 3 })),
    Array.from({ length: 12 }, (_, index) => word(at((index + 1) / 12, RIM - 38)[0], at((index + 1) / 12, RIM - 38)[1] + 8, amount(texts, index + 1), { size: 23, "font-weight": 600 })),
    line(MIDDLE, MIDDLE, ...at((hour % 12) / 12 + minute / 720, 70), { stroke: "main", thick: 9, part: "hour-hand" }),
    line(MIDDLE, MIDDLE, ...at(minute / 60, 104), { stroke: "accent", thick: 5, part: "minute-hand" }),
    dot(MIDDLE, MIDDLE, 7, { fill: "ink" }),
  ];
}
