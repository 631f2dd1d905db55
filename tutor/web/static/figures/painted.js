/* Most figures are a picture and a few numbers that are turned up and down, by keys, buttons and fingers. This makes a drawing of such a figure.
 *
 * A figure's file says (one that draws with JSXGraph has `draw` instead of `size` and `paint`): `size(options)`, `paint(values, options, texts)`, `title`, `say`, `typed`, and `dials(options)`: what can be turned, each
 * `{ label, from, to, by, name }` (the value of that name) or with `get` and `put` of its own. The first is turned by the left and right keys, the second by
 * down and up, the third by Page Down and Page Up. It may add `acts(options)` with `step`, `keys` for them, and `press(x, y, values, options, first)`.
 */

import { amount, within } from "./amounts.js";
import { el, placeIn } from "./svg.js";

const SLOTS = [["ArrowLeft", "ArrowRight"], ["ArrowDown", "ArrowUp"], ["PageDown", "PageUp"]];

/** Return what a figure's file describes as a drawing. */
export function painted(file) {
  const dials = (options) => file.dials?.(options) ?? [];
  return {
    ...file,
    dials,
    acts: (options) => file.acts?.(options) ?? [],
    shown: (dial, values, texts) => amount(texts, dial.shown ? dial.shown(values) : valueOf(dial, values)),
    arrowsFor: (options) => ({ ...arrowsOf(dials(options)), ...file.arrows }),
    step: (act, values, options) => turn(act, values, dials(options)) ?? file.step(act, values, options),
    draw: file.draw ?? ((board, options, set, texts) => draw(file, board, options, set, texts)),
  };
}

function arrowsOf(dials) {
  const arrows = {};
  dials.forEach((dial, index) => {
    const slot = SLOTS[dial.slot ?? index];
    if (slot) Object.assign(arrows, { [slot[0]]: `${index}-less`, [slot[1]]: `${index}-more` });
  });
  if (dials.length === 1) Object.assign(arrows, { ArrowDown: "0-less", ArrowUp: "0-more", Home: "0-first", End: "0-last" });
  return arrows;
}

const valueOf = (dial, values) => (dial.get ? dial.get(values) : values[dial.name]);

/** Return the values after a dial was turned, or null if this act turns none. */
function turn(act, values, dials) {
  const [, index, way] = /^(\d+)-(less|more|first|last)$/.exec(act) ?? [];
  if (!way) return null;
  const dial = dials[index];
  const now = valueOf(dial, values);
  const wanted = { less: now - (dial.by ?? 1), more: now + (dial.by ?? 1), first: dial.from, last: dial.to }[way];
  const next = dial.turns ? wanted : within(wanted, dial.from, dial.to);
  if (dial.strict && next !== wanted) return values;
  return put(dial, values, next);
}

const put = (dial, values, value) => (dial.put ? dial.put(values, value) : { ...values, [dial.name]: value });

/** A dial for the chosen one of a list: `choose` picks it, the second dial turns it. */
export function listDials({ list, chosen, count, label, what, from, to, by }) {
  const set = (values, value) => ({ ...values, [list]: values[list].map((one, index) => (index === values[chosen] - 1 ? value : one)) });
  const pick = { label, name: chosen, from: 1, to: count };
  return [...(count > 1 ? [pick] : []), { label: what, from, to, by, get: (values) => values[list][values[chosen] - 1], put: set }];
}

async function draw(file, board, options, set, texts) {
  const [width, height] = file.size(options);
  const svg = el("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", class: "figure-svg" });
  svg.style.maxWidth = `${width * 1.15}px`;
  board.replaceChildren(svg);
  let now = null;
  if (file.press) onPress(svg, (x, y, first) => { const next = file.press(x, y, now, options, first); if (next) set(next); });
  return { show: (values) => { now = values; svg.replaceChildren(...[file.paint(values, options, texts)].flat(9).filter(Boolean)); } };
}

/* A mouse acts when it is pressed and moved. A finger acts when it is moved sideways or lifted: until then it may be scrolling the page. */
function onPress(svg, act) {
  let waiting = false;
  svg.classList.add("figure-pressed");
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    waiting = event.pointerType !== "mouse";
    if (!waiting) act(...placeIn(svg, event), true);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!svg.hasPointerCapture(event.pointerId)) return;
    act(...placeIn(svg, event), waiting);
    waiting = false;
  });
  svg.addEventListener("pointerup", (event) => {
    if (waiting) act(...placeIn(svg, event), true);
    waiting = false;
  });
  svg.addEventListener("pointercancel", () => { waiting = false; });
}
