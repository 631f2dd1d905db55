/* The workshop's pages: widgets without a kernel, answers that are tried, and a page that follows the files it is made of. */

import { make } from "../dom.js";
import { makeExercise } from "../exercise.js";
import { mountFigure } from "../figure.js";
import { typeset } from "../maths.js";
import { PageModel } from "../page-model.js";
import { mountPractice } from "../practice.js";
import { HttpTransport, readCookie } from "../transport.js";

const HERE = "/services/tutor/workshop";
const transport = new HttpTransport(`${HERE}/try`);
const AGAIN_MS = 2_000;
const main = document.getElementById("main");
const MOUNTS = { figure: mountFigure, practice: mountPractice };

/** Bring everything on the page to life. */
async function mount() {
  main.querySelectorAll("[data-variants]").forEach(followVariants);
  main.querySelectorAll("[data-swap]").forEach((link) => link.addEventListener("click", (event) => (event.preventDefault(), swap(link.href))));
  const widgets = [...main.querySelectorAll("[data-widget]")].map((place) => MOUNTS[place.dataset.widget](new PageModel(stateOf(place), transport), place));
  const exercises = [...main.querySelectorAll("[data-exercise]")].map(mountExercise);
  await Promise.all([...main.querySelectorAll("[data-tex]")].map((text) => typeset(text)));
  await Promise.all([...widgets, ...exercises]);
  document.body.dataset.ready = String(Number(document.body.dataset.ready ?? 0) + 1);
  await check();
}

const stateOf = (place) => JSON.parse(place.dataset.state);

function mountExercise(place) {
  const exercise = makeExercise({ transport, ...stateOf(place) });
  place.append(exercise);
  return exercise.start();
}

/* A slider and a list of the drawings: either shows another one. */
function followVariants(form) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => swap(`?variant=${event.target.value}`));
}

/* One check after the other: the machine has others to serve. */
async function check() {
  for (const place of [...main.querySelectorAll("[data-findings]")]) {
    if (!place.isConnected) return;
    const reply = await ask(place.dataset.findings).catch(() => null);
    if (reply?.ok) place.replaceChildren(...parse(await reply.text()).body.childNodes);
  }
}

const ask = (address, signal) => fetch(address, { signal, credentials: "same-origin", headers: { "X-XSRFToken": readCookie("rean_xsrf") } });
const parse = (html) => new DOMParser().parseFromString(html, "text/html");

let newest = 0;

/** Show the page of another address, or this one as its files are now, in the place of what is here. */
async function swap(address = location.href) {
  const mine = ++newest;
  const reply = await ask(address).catch(() => null);
  if (mine !== newest || !reply?.ok) return;
  const fresh = parse(await reply.text());
  const focus = document.activeElement?.id;
  main.style.minHeight = `${main.offsetHeight}px`;
  main.replaceChildren(...fresh.getElementById("main").childNodes);
  document.title = fresh.title;
  history.replaceState(null, "", reply.url);
  await mount();
  main.style.minHeight = "";
  if (focus) document.getElementById(focus)?.focus();
}

/* The server says which units were saved: one request that stays open, and speaks when there is something to say. */
async function follow() {
  const closed = new AbortController();
  window.addEventListener("pagehide", () => closed.abort());
  while (!closed.signal.aborted) {
    await listen(closed.signal).catch(() => {});
    await new Promise((resolve) => { setTimeout(resolve, AGAIN_MS); });
  }
}

async function listen(signal) {
  const reply = await ask(`${HERE}/changes`, signal);
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const messages = (text + piece.value).split("\n\n");
    text = messages.pop();
    messages.filter((message) => message.startsWith("data: ")).forEach((message) => hear(JSON.parse(message.slice(6))));
  }
}

function hear(changed) {
  const follows = main.querySelector("[data-follows]")?.dataset.follows;
  if (follows === "*" || changed.some((unit) => unit === follows || !unit.includes("/"))) swap();
}

/* The author also reads the verdict's own name. */
main.addEventListener("rean-verdict", ({ target, detail }) => {
  target.nextElementSibling?.matches("[data-verdict-name]") && target.nextElementSibling.remove();
  target.after(make("p", { class: "small muted", "data-verdict-name": detail.name }, make("code", {}, detail.name)));
});

follow();
mount();
