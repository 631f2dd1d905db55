/* One learner, one seat: the screen locks when nobody is there, and says so when the learner went on elsewhere. What is typed stays. */

import { make } from "./dom.js";
import { makePinKeys } from "./pin.js";
import { toArabicDigits } from "./texts.js";

const BEAT_MS = 15_000;
const WARN_SECONDS = 20;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "wheel", "touchstart"];

/**
 * Watch the seat. `transport.send` asks the tutor; `seat` is this seat's id.
 *
 * Returns what the tutor says of the seat at once: `{name, number, state, lock_minutes}`.
 */
export async function startSeat({ transport, texts, seat }) {
  const watcher = new SeatWatcher(transport, texts, seat);
  const first = await watcher.beat();
  watcher.start(first);
  return first;
}

class SeatWatcher {
  constructor(transport, texts, seat) {
    Object.assign(this, { transport, texts, seat, curtain: null, untold: false });
    SIGNS_OF_LIFE.forEach((sign) => document.addEventListener(sign, () => this.alive(), { passive: true }));
    document.addEventListener("rean-locked", () => this.lock(false));
    document.addEventListener("rean-moved", () => this.moved());
    document.addEventListener("rean-take", () => this.take());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.beat());
  }

  start(first) {
    this.about = first;
    this.alive();
    this.limit_seconds = 60 * (first.lock_minutes ?? 5);
    this.last = Date.now();
    setInterval(() => this.tick(), 1_000);
    setInterval(() => this.watches() && this.beat(), BEAT_MS);
  }

  alive() {
    this.last = Date.now();
    this.warning?.remove();
    this.warning = null;
  }

  /* Idle time is counted by the clock, so that a slept lid counts too. */
  tick() {
    const idle = Math.round((Date.now() - this.last) / 1_000);
    const left = this.limit_seconds - idle;
    if (this.curtain) return;
    if (left <= 0) this.lock(true);
    else if (left <= WARN_SECONDS) this.warn(left);
  }

  warn(seconds) {
    this.warning ??= document.body.appendChild(make("p", { class: "notice notice-warn lesson-notice", role: "status" }));
    this.warning.replaceChildren(this.texts.say("seat.warning", { seconds }), " ", make("button", { type: "button", class: "button" }, this.texts.say("seat.stay")));
  }

  async ask(action, body = {}) {
    return this.transport.send(action, this.seat ? { ...body, seat: this.seat } : body);
  }

  async beat() {
    if (this.untold) await this.tellLock();
    const reply = await this.ask("seat");
    if (reply.status === 401) location.assign("/services/tutor/");
    if (reply.status !== 200) return this.about ?? {};
    if (reply.body.state === "locked" && !this.curtain) this.lock(false);
    if (reply.body.state === "moved" && !this.curtain) this.moved();
    if (reply.body.state === "here" && this.curtain && !this.untold) this.open();
    return reply.body;
  }

  /* Behind a curtain nothing is asked, so that a server that nobody uses may end. */
  watches() {
    return !this.curtain || this.untold;
  }

  /* The curtain falls at once; the tutor is told as soon as it can be. */
  lock(tell) {
    if (this.curtain) return;
    this.warning?.remove();
    this.warning = null;
    this.draw(this.pinForm());
    this.untold = tell;
    if (tell) this.tellLock();
  }

  async tellLock() {
    const reply = await this.ask("seat/lock");
    if (reply.status === 200) this.untold = false;
  }

  pinForm() {
    const say = (id, values) => this.texts.say(`seat.${id}`, values);
    const pin = make("input", { type: "password", id: "seat-pin", class: "answer-line answer-number", inputmode: "none", autocomplete: "off", maxlength: "40" });
    const said = make("p", { role: "alert", class: "notice notice-bad", hidden: true });
    const hello = make("p", {}, say("hello", { name: this.about?.name ?? "" }));
    const field = make("div", { class: "field" }, make("label", { for: "seat-pin" }, say("pin")), pin);
    const keys = make("div", { class: "row" }, make("button", { type: "submit", class: "button button-primary" }, say("open")), this.leaveLink(say("not_you")));
    const words = make("div", { class: "stack" }, make("h2", {}, say("locked")), hello, make("p", { class: "muted" }, say("safe")), said, field, keys);
    const form = make("form", { class: "pin-form" }, words, makePinKeys(pin, this.texts));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.unlock(pin, said); });
    return form;
  }

  leaveLink(text) {
    return make("a", { class: "button button-quiet", href: "/services/tutor/signout" }, text);
  }

  async unlock(pin, said) {
    const reply = await this.ask("seat/unlock", { pin: toArabicDigits(pin.value) });
    pin.value = "";
    if (reply.status === 200 && reply.body.ok) return this.opened();
    said.textContent = this.whyNot(reply);
    said.hidden = false;
    return pin.focus();
  }

  whyNot({ status, body }) {
    if (status === 0 || status >= 500) return this.texts.say("seat.offline");
    if (body.locked) return this.texts.say("seat.closed");
    if (body.wait_seconds) return this.texts.say("seat.wait", { seconds: Math.ceil(body.wait_seconds) });
    return this.texts.say("seat.wrong_pin");
  }

  moved() {
    const say = (id) => this.texts.say(`seat.${id}`);
    const take = make("button", { type: "button", class: "button button-primary", onclick: () => this.take() }, say("take"));
    this.draw(make("div", { class: "stack" }, make("h2", {}, say("moved")), make("p", {}, say("moved_help")), make("div", { class: "row" }, take, this.leaveLink(say("leave")))));
  }

  async take() {
    const reply = await this.ask("seat/take");
    if (reply.status === 200) this.open();
  }

  /* A browser lets go of a dialog when Escape is pressed twice: this one comes back until it is opened. */
  draw(content) {
    this.curtain?.remove();
    const curtain = make("dialog", { class: "dialog seat-curtain", oncancel: (event) => event.preventDefault(), onclose: () => this.stay(curtain) }, content);
    this.curtain = curtain;
    document.body.append(curtain);
    document.body.classList.add("curtained");
    this.stay(curtain);
  }

  stay(curtain) {
    if (this.curtain !== curtain) return;
    curtain.showModal();
    curtain.querySelector("input, button")?.focus();
  }

  /* Whoever knew the PIN unlocked the tutor too. */
  opened() {
    this.untold = false;
    this.open();
  }

  open() {
    this.curtain?.remove();
    this.curtain = null;
    document.body.classList.remove("curtained");
    this.alive();
    document.dispatchEvent(new CustomEvent("rean-unlocked"));
  }
}
