/* A ruler, a thing on it, and a marker that is moved to its end. */

import { amount, plain, within } from "./amounts.js";
import { group, line, rect, shape, word } from "./svg.js";

const [LAST, MM, LEFT, TOP] = [160, 4, 18, 110];

export const size = () => [LAST * MM + 2 * LEFT, 190];
export const title = (texts) => texts.say("figure.ruler");
export const dials = ({ tell }) => [{ label: "figure.dial_marker", name: "at", from: 0, to: LAST, bare: !tell }, { label: "figure.dial_marker_10", name: "at", from: 0, to: LAST, by: 10, bare: true }];

const length = ({ at }, { start }) => Math.max(0, at - start);

export const typed = (values, options) => (options.unit === "cm" ? `${plain(length(values, options) / 10, 1)} cm` : `${length(values, options)} mm`);

export function say(texts, values, options) {
  const { start, length: own, tell, unit } = options;
  const show = (mm) => `${amount(texts, unit === "cm" ? mm / 10 : mm, 1)} ${texts.say(`figure.unit_${unit}`)}`;
  const end = values.at === start + own ? "at_end" : values.at < start + own ? "before_end" : "behind_end";
  const where = texts.say(`figure.ruler_${end}`);
  return tell ? texts.say("figure.ruler_at", { start: show(start), at: show(values.at), where }) : texts.say("figure.ruler_asks", { start: show(start), where });
}

export const press = (x) => ({ at: within(Math.round((x - LEFT) / MM), 0, LAST) });

export function paint({ at }, { start, length: own, unit }, texts) {
  const place = (mm) => LEFT + mm * MM;
  return [
    pencil(place(start), place(start + own)),
    rect(LEFT - 12, TOP, LAST * MM + 24, 66, { fill: "warm", stroke: "ink", rx: 5, part: "ruler" }),
    Array.from({ length: LAST + 1 }, (_, mm) => line(place(mm), TOP, place(mm), TOP + (mm % 10 ? (mm % 5 ? 10 : 17) : 25), { stroke: "ink", thick: mm % 10 ? 1 : 2, "stroke-linecap": "butt" })),
    Array.from({ length: LAST / 10 + 1 }, (_, cm) => word(place(cm * 10), TOP + 46, amount(texts, unit === "mm" ? cm * 10 : cm), { size: 15 })),
    word(place(LAST) + 6, TOP + 62, texts.say(`figure.unit_${unit}`), { size: 11, anchor: "end" }),
    group({ part: "marker" }, line(place(at), 22, place(at), TOP + 30, { stroke: "accent", thick: 2.5 }), shape([[place(at), 30], [place(at) - 10, 10], [place(at) + 10, 10]], { fill: "accent", stroke: "paper" })),
  ];
}

function pencil(from, to) {
  const tip = Math.min(22, (to - from) / 2);
  return group({ part: "thing" }, rect(from, 56, to - from - tip, 34, { fill: "main", stroke: "ink" }), shape([[to - tip, 56], [to, 73], [to - tip, 90]], { fill: "paper", stroke: "ink" }), shape([[to - tip / 3, 67], [to, 73], [to - tip / 3, 79]], { fill: "ink", stroke: "none" }), line(from, 90, from, TOP, { thick: 1, dash: "4 4" }), line(to, 76, to, TOP, { thick: 1, dash: "4 4" }));
}
