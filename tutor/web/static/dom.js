/* Elements are made here; text goes in as text, never as HTML. */

/** Make an element: attributes by name, `on…` as listeners, children as elements or text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "html") element.innerHTML = value;
  else element.setAttribute(name, value === true ? "" : value);
}

const SHAPES = {
  right: "M4 12.5 9.5 18 20 6.5",
  wrong: "M12 5v9M12 18.2v.1",
  nearly: "M5 9.5h14M5 14.5h14",
  up: "M12 19V5M5.5 11.5 12 5l6.5 6.5",
  down: "M12 5v14M5.5 12.5 12 19l6.5-6.5",
  left: "M15 5l-7 7 7 7",
  right_arrow: "M9 5l7 7-7 7",
  erase: "M9 6h11v12H9l-6-6zM12 9.5l5 5M17 9.5l-5 5",
  lamp: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.6.5.9 1 .9 1.7h5.4c0-.7.3-1.2.9-1.7A6 6 0 0 0 12 3z",
  sound: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  grip: "M8 7h8M8 12h8M8 17h8",
};

/** Draw one of the house's line icons; it says nothing to a screen reader. */
export function icon(name) {
  const holder = make("span", { class: "icon", "aria-hidden": "true" });
  holder.innerHTML = `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d="${SHAPES[name]}"/></svg>`;
  return holder;
}

/** Make a random id that needs no secure address (a centre's seats may speak plain HTTP). */
export function makeId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Call `act` once, `wait_ms` after the last call; `.now()` calls it at once if a call is waiting. */
export function later(act, wait_ms) {
  let timer = null;
  const run = () => { timer = null; act(); };
  const soon = () => { clearTimeout(timer); timer = setTimeout(run, wait_ms); };
  soon.stop = () => { clearTimeout(timer); timer = null; };
  soon.now = () => { if (timer !== null) { clearTimeout(timer); run(); } };
  return soon;
}

/** Write TeX so that it can be read aloud. */
export function speakable(text) {
  return text.replace(/\\d?frac\{([^}]*)\}\{([^}]*)\}/g, "$1/$2").replace(/\\[()[\]]/g, "").trim();
}
