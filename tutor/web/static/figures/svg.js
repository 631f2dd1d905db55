/* Pictures are plain SVG: parts have names, colours come from the style sheet, so that they print. */

const NS = "http://www.w3.org/2000/svg";
const STYLED = { fill: "fill", stroke: "stroke" };
const NAMES = { part: "data-part", thick: "stroke-width", dash: "stroke-dasharray", anchor: "text-anchor", size: "font-size" };

/** Make one element of a picture; `fill` and `stroke` are names of the palette (`ink`, `main`, `pale`, `accent`, …) or `none`. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name in STYLED) element.style.setProperty(name, value === "none" ? "none" : `var(--f-${value})`);
    else element.setAttribute(NAMES[name] ?? name, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const group = (attributes, ...children) => el("g", attributes, ...children);

export const line = (x1, y1, x2, y2, more = {}) => el("line", { x1, y1, x2, y2, stroke: "line", thick: 2, "stroke-linecap": "round", ...more });

export const rect = (x, y, width, height, more = {}) => el("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), fill: "paper", stroke: "line", thick: 1.5, ...more });

export const dot = (cx, cy, r, more = {}) => el("circle", { cx, cy, r, fill: "accent", ...more });

export const shape = (corners, more = {}) => el("polygon", { points: corners.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" "), fill: "pale", stroke: "line", thick: 2, "stroke-linejoin": "round", ...more });

export const path = (d, more = {}) => el("path", { d, fill: "none", stroke: "line", thick: 2, "stroke-linejoin": "round", "stroke-linecap": "round", ...more });

/** Write a short text; `y` is its base line. */
export const word = (x, y, text, more = {}) => el("text", { x, y, size: 17, anchor: "middle", fill: "ink", ...more }, String(text));

/** Write several words below each other. */
export const words = (x, y, texts, more = {}, step = 26) => texts.map((text, index) => word(x, y + index * step, text, more));

/** Draw a straight arrow. */
export function arrow(x1, y1, x2, y2, more = {}) {
  const [length, turn] = [Math.hypot(x2 - x1, y2 - y1), Math.atan2(y2 - y1, x2 - x1)];
  if (length < 1) return null;
  const at = (back, side) => [x2 - back * Math.cos(turn) + side * Math.sin(turn), y2 - back * Math.sin(turn) - side * Math.cos(turn)];
  const color = more.stroke ?? "line";
  return group({ part: more.part }, line(x1, y1, ...at(6, 0), { ...more, part: null }), shape([[x2, y2], at(11, 5), at(11, -5)], { fill: color, stroke: "none" }));
}

/** Return the path of a slice of a circle, from one share of the turn to another, clockwise from the top. */
export function slice(cx, cy, r, from, to) {
  if (to - from >= 0.99999) return `M ${cx - r} ${cy} a ${r} ${r} 0 1 1 ${2 * r} 0 a ${r} ${r} 0 1 1 ${-2 * r} 0 Z`;
  const at = (share) => `${(cx + r * Math.sin(2 * Math.PI * share)).toFixed(2)} ${(cy - r * Math.cos(2 * Math.PI * share)).toFixed(2)}`;
  return `M ${cx} ${cy} L ${at(from)} A ${r} ${r} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)} Z`;
}

/** Return where a point of the screen lies in a picture. */
export function placeIn(svg, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return [point.x, point.y];
}
