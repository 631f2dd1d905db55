/* An angle: a protractor, an arm that turns, and the name of its kind. */

import { amount, within } from "./amounts.js";
import { group, line, path, word } from "./svg.js";

const whole = ({ most }) => most > 180;
const middle = (options) => (whole(options) ? [260, 225] : [260, 262]);
const reach = (options) => (whole(options) ? 180 : 225);

export const size = (options) => (whole(options) ? [520, 450] : [520, 300]);
export const title = (texts) => texts.say("figure.angle");
export const dials = (options) => [{ label: "figure.dial_angle", name: "degrees", from: 0, to: options.most, by: options.step, bare: !options.tell }];
export const typed = ({ degrees }, options) => (options.typed === "kind" ? kindOf(degrees) : String(degrees));

/** Return the id of an angle's kind. */
export function kindOf(degrees) {
  if (degrees === 0) return "zero";
  if (degrees < 90) return "acute";
  if (degrees === 90) return "right_angle";
  if (degrees < 180) return "obtuse";
  if (degrees === 180) return "straight";
  return degrees < 360 ? "reflex" : "full";
}

export function say(texts, { degrees }, { tell, typed: asked }) {
  if (!tell && asked === "kind") return texts.say("figure.angle_degrees", { degrees: amount(texts, degrees) });
  const kind = texts.say(`figure.angle_${kindOf(degrees)}`);
  return tell ? texts.say("figure.angle_at", { degrees: amount(texts, degrees), kind }) : kind;
}

const at = (options, degrees, r) => {
  const [x, y] = middle(options);
  return [x + r * Math.cos((degrees * Math.PI) / 180), y - r * Math.sin((degrees * Math.PI) / 180)];
};

export function press(x, y, _values, options) {
  const [cx, cy] = middle(options);
  const turned = ((Math.atan2(cy - y, x - cx) * 180) / Math.PI + 360) % 360;
  const wanted = !whole(options) && turned > 180 ? (turned > 270 ? 0 : 180) : turned;
  return { degrees: within(Math.round(wanted / options.step) * options.step, 0, options.most) };
}

export function paint({ degrees }, options, texts) {
  const [centre, r] = [middle(options), reach(options)];
  return [
    options.protractor && protractor(options, texts),
    arc(options, degrees),
    line(...centre, ...at(options, 0, r), { stroke: "ink", thick: 4, part: "base" }),
    line(...centre, ...at(options, degrees, r), { stroke: "accent", thick: 5, part: "arm" }),
    group({ part: "corner" }, path(`M ${centre[0] - 5} ${centre[1]} a 5 5 0 1 0 10 0 a 5 5 0 1 0 -10 0`, { fill: "ink", stroke: "none" })),
  ];
}

function arc(options, degrees) {
  const [cx, cy] = middle(options);
  if (degrees === 90) return path(`M ${cx + 30} ${cy} v -30 h -30`, { stroke: "accent", thick: 3, part: "mark" });
  if (degrees === 360) return path(`M ${cx - 45} ${cy} a 45 45 0 1 0 90 0 a 45 45 0 1 0 -90 0`, { stroke: "accent", thick: 3, part: "mark" });
  return path(`M ${at(options, 0, 45).join(" ")} A 45 45 0 ${degrees > 180 ? 1 : 0} 0 ${at(options, degrees, 45).join(" ")}`, { stroke: "accent", thick: 3, part: "mark" });
}

function protractor(options, texts) {
  const [r, last, marks] = [reach(options) - 12, whole(options) ? 359 : 180, []];
  for (let mark = 0; mark <= last; mark += options.step < 5 ? 1 : 5) {
    const length = mark % 10 === 0 ? 16 : mark % 5 === 0 ? 11 : 6;
    marks.push(line(...at(options, mark, r), ...at(options, mark, r - length), { stroke: "line", thick: mark % 10 ? 1 : 1.8 }));
    if (mark % (whole(options) ? 30 : 10) === 0) marks.push(word(at(options, mark, r - 31)[0], at(options, mark, r - 31)[1] + (mark % 180 ? 5 : -7), amount(texts, mark), { size: 13 }));
  }
  const rim = whole(options) ? path(`M ${260 - r} 225 a ${r} ${r} 0 1 0 ${2 * r} 0 a ${r} ${r} 0 1 0 ${-2 * r} 0`, { fill: "faint", thick: 1.5 }) : path(`M ${260 - r} 262 A ${r} ${r} 0 0 1 ${260 + r} 262 Z`, { fill: "faint", thick: 1.5 });
  return group({ part: "protractor" }, rim, marks);
}
