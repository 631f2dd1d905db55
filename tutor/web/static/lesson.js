/* A lesson's page: the bar on top, formulas, widgets, and the way back after a break. */

import { make } from "./dom.js";
import { Kernel } from "./kernel.js";
import { typeset } from "./maths.js";
import { startSeat } from "./seat.js";
import { loadTexts, pageLang } from "./texts.js";
import { CommTransport } from "./transport.js";
import { LessonWidgets } from "./widgets.js";

const TUTOR = "/services/tutor";
const { lesson, base, learner } = document.body.dataset;
const lang = pageLang();
const SEAT = new URLSearchParams(location.search).get("seat");
const main = document.getElementById("main");

/** The address that opens this lesson again, wherever the server is by then. */
const again = `${TUTOR}/lesson/${lesson}?lang=${lang}`;

async function start() {
  const texts = await loadTexts(lang);
  drawBar(texts);
  main.querySelectorAll(".lesson-text").forEach((part) => typeset(part, { dollars: true }));
  await restorePlace();
  keepPlace();
  const manager = await openWidgets(texts);
  await sitDown(manager, texts);
  drawEnd(texts);
}

function drawBar(texts) {
  const other = lang === "km" ? "en" : "km";
  const names = { km: "ខ្មែរ", en: "English" };
  const languages = ["km", "en"].map((one) => make("a", { href: `${TUTOR}/lesson/${lesson}?lang=${one}`, lang: one, "aria-current": one === lang ? "true" : null }, names[one]));
  const who = make("span", { class: "who" }, learner);
  document.querySelector("[data-topbar]").append(
    make("a", { class: "skip-link button", href: "#main" }, texts.say("lesson.skip")),
    make("a", { class: "brand", href: `${TUTOR}/` }, "រៀន"),
    make("nav", {}, make("a", { href: `${TUTOR}/` }, texts.say("lesson.home")), make("a", { href: `${TUTOR}/course/${lesson.split("/")[0]}` }, texts.say("lesson.list"))),
    who,
    make("span", { class: "lang-switch", role: "group", "aria-label": texts.say("lesson.language"), "data-other": other }, ...languages),
    make("a", { class: "button", href: `${TUTOR}/signout`, "data-sign-out": true }, texts.say("lesson.sign_out")),
  );
}

async function openWidgets(texts) {
  const places = [...main.querySelectorAll("[data-model]")];
  const notice = sayAbove(texts.say("lesson.opening"), "");
  const kernel = new Kernel(base, main.querySelector("[data-kernel]").dataset.kernel);
  watch(kernel, texts);
  kernel.open();
  const manager = new LessonWidgets(kernel);
  await manager.show(places);
  notice.remove();
  document.body.dataset.ready = "true";
  return manager;
}

/* The lesson speaks with the tutor through its kernel alone; the seat too. */
async function sitDown(manager, texts) {
  const place = main.querySelector("[data-model]");
  if (!place) return;
  const transport = new CommTransport(await manager.get_model(place.dataset.model));
  const seat = await startSeat({ transport, texts, seat: SEAT });
  if (seat.name) document.querySelector(".who").replaceChildren(seat.name, " ", make("small", {}, learner));
}

/* A break of the line is waited out; a kernel that is gone (culled, restarted) means opening the lesson again, where the learner was. */
function watch(kernel, texts) {
  let notice = null;
  kernel.addEventListener("rean-kernel", ({ detail }) => {
    if (detail === "open" && notice) {
      notice.remove();
      notice = null;
      document.dispatchEvent(new CustomEvent("rean-back"));
    }
    if (detail === "lost") notice ??= sayAbove(texts.say("lesson.lost"), "notice-warn");
    if (detail === "gone") openAgain(kernel, texts, notice);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && notice && kernel.wait_ms > 1_000 && kernel.open());
}

/* While the proxy still leads to a server that is gone it answers 503; when the hub has noticed, 424. Only then can the lesson be opened again. */
async function openAgain(kernel, texts, notice) {
  if (kernel.ended) return;
  kernel.end();
  savePlace();
  notice?.replaceChildren(texts.say("lesson.waking"));
  while (!(await canOpen())) await new Promise((resolve) => { setTimeout(resolve, 1_000); });
  location.replace(again);
}

async function canOpen() {
  const reply = await fetch(`${base}api`, { cache: "no-store" }).catch(() => null);
  return reply !== null && reply.status !== 503 && reply.status !== 502;
}

function sayAbove(text, tone) {
  const notice = make("p", { class: `notice ${tone} lesson-notice`, role: "status" }, text);
  document.querySelector("[data-notices]").append(notice);
  return notice;
}

const PLACE = `rean.place.${learner}.${lesson}`;

function savePlace() {
  sessionStorage.setItem(PLACE, String(window.scrollY));
}

function keepPlace() {
  window.addEventListener("pagehide", savePlace);
}

async function restorePlace() {
  const place = Number(sessionStorage.getItem(PLACE) ?? 0);
  sessionStorage.removeItem(PLACE);
  if (place) requestAnimationFrame(() => window.scrollTo({ top: place }));
}

async function drawEnd(texts) {
  const next = make("a", { class: "button button-primary big", href: `${TUTOR}/next/${lesson}` }, texts.say("lesson.next"));
  main.append(make("nav", { class: "lesson-end row", "aria-label": texts.say("lesson.end") }, next, make("a", { class: "button", href: `${TUTOR}/` }, texts.say("lesson.home"))));
}

start();
