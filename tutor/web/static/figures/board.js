/* JSXGraph is loaded once, by the first figure of a page. */

import { ensureStyle } from "../maths.js";

export const INK = { primary: "#0b5c66", pale: "#cfe6e7", line: "#6f7c7a", accent: "#b7560b", paper: "#ffffff" };
const QUIET = { fixed: true, highlight: false, withLabel: false };

/** Open a board of JSXGraph in an element: `box` is `[left, top, right, bottom]`, `height` is in pixels or `"square"`; nothing on it can be zoomed or dragged away. */
export async function openBoard(element, box, height) {
  ensureStyle("vendor/jsxgraph/jsxgraph.css");
  const { default: JXG } = await import("../vendor/jsxgraph/jsxgraph.js");
  const holder = Object.assign(document.createElement("div"), { id: `board-${Math.random().toString(36).slice(2)}` });
  holder.style.cssText = `width: 100%; ${height === "square" ? "aspect-ratio: 1" : `height: ${height}px`}`;
  holder.setAttribute("aria-hidden", "true");
  element.replaceChildren(holder);
  const board = JXG.JSXGraph.initBoard(holder.id, {
    boundingbox: box, axis: false, keepaspectratio: false, showCopyright: false, showNavigation: false, pan: { enabled: false }, zoom: { enabled: false }, keyboard: { enabled: false },
    renderer: "svg", registerEvents: true, resize: { enabled: true },
  });
  return { JXG, board };
}

/** Draw a straight stroke. */
export const stroke = (board, from, to, width = 2, color = INK.line) =>
  board.create("segment", [from, to], { ...QUIET, strokeColor: color, strokeWidth: width, point1: { visible: false }, point2: { visible: false } });

/** Draw a filled shape with these corners. */
export const shape = (board, corners, fill) =>
  board.create("polygon", corners, { ...QUIET, fillColor: fill, fillOpacity: 1, hasInnerPoints: false, vertices: { visible: false }, borders: { ...QUIET, strokeColor: INK.line, strokeWidth: 1.5 } });

/** Write a short text. */
export const word = (board, x, y, text, options = {}) =>
  board.create("text", [x, y, text], { ...QUIET, anchorX: "middle", anchorY: "top", fontSize: 17, strokeColor: "#1c2733", parse: false, useMathJax: false, display: "internal", ...options });

/** Call `act(x, y)` with the board's own coordinates wherever somebody presses. */
export function onPress(board, act) {
  board.on("down", (event) => {
    const place = board.getUsrCoordsOfMouse(event);
    act(place[0], place[1]);
  });
}

/** Call `act(x, y)` where somebody presses, and wherever the finger goes from there. */
export function onDrag(board, act) {
  const place = board.containerObj;
  const follow = (event) => act(...board.getUsrCoordsOfMouse(event));
  place.style.touchAction = "pan-y";
  place.addEventListener("pointerdown", (event) => { place.setPointerCapture(event.pointerId); follow(event); });
  place.addEventListener("pointermove", (event) => { if (place.hasPointerCapture(event.pointerId)) follow(event); });
}

/** Take everything of one drawing away before the next. */
export function clear(board, parts) {
  board.suspendUpdate();
  parts.splice(0).reverse().forEach((part) => board.removeObject(part));
  board.unsuspendUpdate();
}
