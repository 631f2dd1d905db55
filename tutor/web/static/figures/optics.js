/* A candle before a lens or a mirror, two rays, and the image where they meet. */

import { amount, plain, within } from "./amounts.js";
import { arrow, dot, group, line, path, word } from "./svg.js";

const [WIDTH, AXIS, CM, TALL] = [680, 165, 4.6, 12];

export const size = () => [WIDTH, 330];
export const title = (texts, { kind }) => texts.say(`figure.optics_${kind.replace("-", "_")}`);
export const dials = () => [{ label: "figure.dial_object", name: "object", from: 1, to: 60 }];

const isMirror = ({ kind }) => kind.endsWith("mirror");
const focus = ({ kind, focal }) => ({ "plane-mirror": Infinity, "concave-lens": -focal, "convex-mirror": -focal })[kind] ?? focal;
const glass = (options) => (isMirror(options) ? 470 : 340);

/** Return the image: its distance (below 0 where it is virtual) and how many times the object it is (below 0 where it is upside down); null where the rays are parallel. */
export function imageOf({ object }, options) {
  const f = focus(options);
  if (object === f) return null;
  const distance = f === Infinity ? -object : (f * object) / (object - f);
  return { distance, times: -distance / object };
}

export function typed(values, options) {
  if (options.typed === "object") return `${values.object} cm`;
  const image = imageOf(values, options);
  return image ? `${plain(Math.abs(image.distance))} cm` : "";
}

export function say(texts, values, options) {
  const object = texts.say("figure.optics_object", { distance: amount(texts, values.object) });
  if (!options.tell) return object;
  const image = imageOf(values, options);
  if (!image) return `${object} ${texts.say("figure.optics_none")}`;
  const size_ = Math.abs(Math.abs(image.times) - 1) < 1e-9 ? "same" : Math.abs(image.times) > 1 ? "larger" : "smaller";
  const words = [image.distance > 0 ? "real" : "virtual", image.times > 0 ? "upright" : "upside_down", size_].map((word_) => texts.say(`figure.optics_${word_}`));
  return `${object} ${texts.say("figure.optics_image", { distance: amount(texts, Math.abs(image.distance), 1), kind: words.join(", ") })}`;
}

export const press = (x, _y, _values, options) => ({ object: within(Math.round((glass(options) - x) / CM), 1, 60) });

export function paint(values, options, texts) {
  const image = imageOf(values, options);
  const [centre, tip] = [glass(options), AXIS - TALL * CM];
  const object = centre - values.object * CM;
  const behind = isMirror(options) ? -1 : 1;
  return [
    line(0, AXIS, WIDTH, AXIS, { stroke: "line", thick: 1.5, dash: "10 6" }),
    foci(options, centre),
    isMirror(options) ? mirror(options, centre) : lens(options, centre),
    rays(object, tip, centre, behind, focus(options), values.object, image),
    group({ part: "object" }, candle(object, TALL * CM, "main")),
    image && group({ part: "image" }, candle(centre + behind * image.distance * CM, image.times * TALL * CM, "accent", image.distance < 0)),
    word(Math.max(48, (object + centre) / 2), 320, `${amount(texts, values.object)} ${texts.say("figure.unit_cm")}`, { size: 16 }),
  ];
}

const foci = (options, centre) => (focus(options) === Infinity ? null : [-1, 1].map((side) => [dot(centre + side * options.focal * CM, AXIS, 4, { fill: "ink" }), word(centre + side * options.focal * CM, AXIS + 22, "F", { size: 15 })]));

function candle(x, tall, stroke, dashed = false) {
  return arrow(x, AXIS, x, AXIS - tall, { stroke, thick: 5, dash: dashed ? "8 6" : null });
}

function lens({ kind }, x) {
  const bend = kind === "convex-lens" ? 24 : -14;
  const edge = kind === "convex-lens" ? 0 : 18;
  return path(`M ${x - edge} 35 Q ${x - edge - bend} ${AXIS} ${x - edge} 295 L ${x + edge} 295 Q ${x + edge + bend} ${AXIS} ${x + edge} 35 Z`, { fill: "pale", stroke: "main", "fill-opacity": 0.7, part: "lens" });
}

function mirror({ kind }, x) {
  const bend = { "plane-mirror": 0, "concave-mirror": 34, "convex-mirror": -34 }[kind];
  const hatch = Array.from({ length: 13 }, (_, index) => 40 + index * 20);
  const at = (y) => x - bend / 2 + bend * (1 - ((y - AXIS) / 130) ** 2) * 0.5;
  return group({ part: "mirror" }, path(`M ${x - bend / 2} 35 Q ${x + bend / 2} ${AXIS} ${x - bend / 2} 295`, { stroke: "main", thick: 4 }), hatch.map((y) => line(at(y) + 2, y, at(y) + 11, y - 9, { stroke: "main", thick: 1.5 })));
}

/* The ray along the axis goes through the focus; the ray to the middle goes straight on through a lens, and back under the same angle from a mirror. */
function rays(object, tip, centre, behind, f, distance, image) {
  const far = 160;
  const tall = TALL * CM;
  const at = (height) => AXIS - height;
  const along = (cm) => (f === Infinity ? tall : tall * (1 - cm / f));
  const straight = (cm) => (-tall * cm) / distance;
  return [along, straight].map((height, index) => group({ part: `ray-${index + 1}` },
    line(object, tip, centre, index ? AXIS : tip, { stroke: index ? "third-ink" : "warm-ink", thick: 2 }),
    line(centre, at(height(0)), centre + behind * far * CM, at(height(far)), { stroke: index ? "third-ink" : "warm-ink", thick: 2 }),
    image && image.distance < 0 && line(centre, at(height(0)), centre + behind * image.distance * CM, at(height(image.distance)), { stroke: index ? "third-ink" : "warm-ink", thick: 1.5, dash: "6 5" })));
}
