/* A double number line: so many of one for so many of the other. */

import { amount, counted, within } from "./amounts.js";
import { dot, group, line, word } from "./svg.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [60, 620, 92, 170];

export const size = () => [680, 246];
export const title = (texts) => texts.say("figure.ratio_line");
export const dials = ({ most }) => [{ label: "figure.dial_times", name: "times", from: 0, to: most }];
export const typed = ({ times }, { top, bottom, typed: form }) => ({ top: `${times * top}`, bottom: `${times * bottom}`, pair: `${times * top} | ${times * bottom}` })[form];

const place = (times, { most }) => LEFT + ((RIGHT - LEFT) * times) / most;

export function say(texts, { times }, options) {
  const places = { times: amount(texts, times), top: amount(texts, times * options.top), bottom: amount(texts, times * options.bottom) };
  return texts.say("figure.ratio_line_at", { ...places, top_name: counted(places.top, options.top_name), bottom_name: counted(places.bottom, options.bottom_name) });
}

export const press = (x, _y, _values, options) => ({ times: within(Math.round(((x - LEFT) * options.most) / (RIGHT - LEFT)), 0, options.most) });

export function paint({ times }, options, texts) {
  const x = place(times, options);
  const marks = Array.from({ length: options.most + 1 }, (_, mark) => place(mark, options));
  const shown = [...new Set([0, 1, times])].filter((one) => one < 2 || one === times).filter((one) => one === times || Math.abs(place(one, options) - x) > 62);
  return [
    line(x, TOP, x, BOTTOM, { stroke: "accent", thick: 4, part: "pair" }),
    [[TOP, "top", options.top, -16], [BOTTOM, "bottom", options.bottom, 32]].map(([y, part, each, gap]) => group({ part },
      line(LEFT - 12, y, RIGHT + 24, y, { stroke: "ink", thick: 3 }),
      marks.map((mark) => line(mark, y - 9, mark, y + 9, { stroke: "ink" })),
      line(LEFT, y, x, y, { stroke: part === "top" ? "main" : "accent", thick: 7 }),
      dot(x, y, 10, { stroke: "paper", thick: 2 }),
      shown.map((one) => word(place(one, options), y + gap, amount(texts, one * each), { size: one === times ? 20 : 15, "font-weight": one === times ? 650 : 400 })),
    )),
    word(LEFT - 40, 34, options.top_name[1], { anchor: "start", fill: "soft" }),
    word(LEFT - 40, 232, options.bottom_name[1], { anchor: "start", fill: "soft" }),
  ];
}
