/* Putting things in order: by arrow keys, by buttons, or by dragging a row. */

import { icon, make, speakable } from "./dom.js";

/** Make the rows; what is sent are their ids in the order on screen, joined by commas. */
export function makeOrdering(around) {
  const { texts } = around;
  const said = make("p", { class: "visually-hidden", "aria-live": "polite" });
  const list = make("ol", { class: "ordering", "aria-labelledby": around.labelledby });
  list.append(...around.options.choices.map((choice) => makeRow(choice, texts)));
  const state = { list, said, texts, locked: false, changed: () => { refresh(list); around.changed(); } };
  list.addEventListener("click", (event) => pressed(event, state));
  list.addEventListener("keydown", (event) => keyed(event, state));
  list.addEventListener("pointerdown", (event) => dragged(event, state));
  refresh(list);
  return {
    element: make("div", { class: "stack" }, make("p", { class: "muted small" }, texts.say("exercise.order_help")), list, said),
    read: () => ids(list).join(","),
    write: (typed) => restore(state, typed),
    focus: () => list.querySelector("button:not(:disabled)")?.focus(),
    lock: (yes) => { state.locked = yes; refresh(list); if (yes) list.querySelectorAll("button").forEach((key) => { key.disabled = true; }); },
  };
}

const ids = (list) => [...list.children].map((row) => row.dataset.id);

function makeRow(choice, texts) {
  const content = make("span", { class: "ordering-text", html: choice.html });
  const what = speakable(content.textContent);
  const mover = (way) => make("button", { type: "button", "data-way": way, "aria-label": texts.say(`exercise.move_${way}`, { what }) }, icon(way));
  const grip = make("span", { class: "ordering-grip" }, icon("grip"));
  return make("li", { "data-id": choice.id, "data-what": what }, grip, content, mover("up"), mover("down"));
}

function refresh(list) {
  [...list.children].forEach((row, place, rows) => {
    row.querySelector("[data-way=up]").disabled = place === 0;
    row.querySelector("[data-way=down]").disabled = place === rows.length - 1;
  });
}

function restore(state, typed) {
  if (!typed) return;
  const rows = new Map([...state.list.children].map((row) => [row.dataset.id, row]));
  for (const id of typed.split(",").map((name) => name.trim())) if (rows.has(id)) state.list.append(rows.get(id));
  refresh(state.list);
}

function pressed(event, state) {
  const key = event.target.closest("button[data-way]");
  if (key) move(key.closest("li"), key.dataset.way, state);
}

const WAYS = { ArrowUp: "up", ArrowDown: "down" };

function keyed(event, state) {
  const row = event.target.closest("li");
  if (!row || !(event.key in WAYS)) return;
  event.preventDefault();
  move(row, WAYS[event.key], state);
}

function move(row, way, state) {
  const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (!other || state.locked) return;
  if (way === "up") other.before(row); else other.after(row);
  state.changed();
  const key = row.querySelector(`[data-way=${way}]`);
  (key.disabled ? row.querySelector("button:not(:disabled)") : key).focus();
  announce(row, state);
}

function announce(row, state) {
  const rows = [...state.list.children];
  state.said.textContent = state.texts.say("exercise.moved_to", { what: row.dataset.what, place: rows.indexOf(row) + 1, count: rows.length });
}

function dragged(event, state) {
  const row = event.target.closest("li");
  if (!row || state.locked || event.target.closest("button") || event.button !== 0) return;
  event.preventDefault();
  row.setPointerCapture(event.pointerId);
  row.classList.add("dragging");
  const follow = (moved) => placeUnder(row, moved.clientY, state);
  const drop = () => {
    row.classList.remove("dragging");
    row.removeEventListener("pointermove", follow);
    announce(row, state);
  };
  row.addEventListener("pointermove", follow);
  row.addEventListener("lostpointercapture", drop, { once: true });
}

function placeUnder(row, y, state) {
  const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
  const above = row.previousElementSibling;
  const below = row.nextElementSibling;
  if (above && y < middle(above)) above.before(row);
  else if (below && y > middle(below)) below.after(row);
  else return;
  state.changed();
}
