/* A teacher records in the browser; what was recorded goes into the form's own file field, so that keeping it is the same as bringing a file. */

import { make } from "./dom.js";
import { loadTexts } from "./texts.js";

const MOST_SECONDS = 90;
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const SUFFIXES = { webm: "webm", ogg: "ogg", mp4: "m4a" };

const can = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
document.querySelector("[data-no-microphone]").hidden = can;

/** The keys of one text: record, stop, and again. */
class Recorder {
  constructor(form, texts) {
    Object.assign(this, { form, texts, field: form.querySelector("[type=file]"), heard: form.querySelector("[data-heard]") });
    this.key = make("button", { type: "button", class: "button button-primary", "data-record": true, onclick: () => this.press() }, texts.say("recorder.record"));
    this.said = make("span", { class: "muted", role: "status", "data-recorder-says": true });
    this.keep = form.querySelector("[data-keep]");
    this.keep.disabled = true;
    form.querySelector(".field-file").classList.add("button");
    form.querySelector("[data-keys]").prepend(this.key);
    form.querySelector("[data-keys]").append(this.said);
  }

  press() {
    return this.recorder ? this.recorder.stop() : this.start();
  }

  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false } });
    } catch {
      this.said.textContent = this.texts.say("recorder.refused");
      return;
    }
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.pieces = [];
    this.recorder = new MediaRecorder(this.stream, { mimeType, audioBitsPerSecond: 48_000 });
    this.recorder.addEventListener("dataavailable", (event) => this.pieces.push(event.data));
    this.recorder.addEventListener("stop", () => this.stopped());
    this.recorder.start();
    this.key.textContent = this.texts.say("recorder.stop");
    this.form.dataset.running = "";
    this.began = Date.now();
    this.clock = setInterval(() => this.tick(), 250);
    this.tick();
  }

  tick() {
    const seconds = Math.floor((Date.now() - this.began) / 1_000);
    this.said.textContent = this.texts.say("recorder.recording", { seconds });
    if (seconds >= MOST_SECONDS) this.recorder.stop();
  }

  stopped() {
    clearInterval(this.clock);
    this.stream.getTracks().forEach((track) => track.stop());
    const type = this.recorder.mimeType.split(";")[0];
    this.recorder = null;
    delete this.form.dataset.running;
    this.key.textContent = this.texts.say("recorder.again");
    this.put(new File([new Blob(this.pieces, { type })], `recording.${SUFFIXES[type.split("/")[1]] ?? "webm"}`, { type }));
  }

  /* The file field takes a list that only a data transfer can make. */
  put(file) {
    const files = new DataTransfer();
    files.items.add(file);
    this.field.files = files.files;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Let the teacher hear what would be kept. */
  listen() {
    const [file] = this.field.files;
    URL.revokeObjectURL(this.heard.src);
    this.heard.hidden = !file;
    if (file) this.heard.src = URL.createObjectURL(file);
    this.said.textContent = file ? this.texts.say("recorder.listen_first") : "";
    this.keep.disabled = !file;
    this.keep.classList.toggle("button-primary", Boolean(file));
    this.key.classList.toggle("button-primary", !file);
  }
}

const texts = await loadTexts();
for (const form of document.querySelectorAll("[data-recorder]")) {
  const recorder = new Recorder(form, texts);
  if (!can) recorder.key.hidden = true;
  recorder.field.addEventListener("change", () => recorder.listen());
}
document.body.dataset.ready = "true";
