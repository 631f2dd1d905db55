/* What a learner hears: two large keys, as often as wanted; where there is no recording, a sign that says so. */

import { icon, make } from "./dom.js";

const SLOW = 0.75;

/** Make the place of a sound: `{id, version}`, as the tutor tells it; without a version nobody has recorded it yet. */
export function makeSound(sound, texts) {
  if (!sound.version) return make("p", { class: "notice notice-warn sound-missing", "data-sound-missing": true }, texts.say("exercise.no_sound"));
  const place = make("div", { class: "sound", "data-sound": sound.id });
  place.append(...makeKeys(new Audio(new URL(`../../sound/${sound.id}?v=${sound.version}`, import.meta.url)), place, texts));
  return place;
}

/** Put the keys in the place of the browser's own player, on a page that the server has drawn. */
export function ensureKeys(root, texts) {
  root.querySelectorAll("[data-sound][data-version]").forEach((place) => {
    const { sound: id, version } = place.dataset;
    place.replaceWith(makeSound({ id, version }, texts));
  });
}

function makeKeys(audio, place, texts) {
  audio.preload = "auto";
  const play = (rate) => {
    audio.currentTime = 0;
    audio.playbackRate = rate;
    audio.play().catch(() => place.replaceChildren(sayBroken(texts)));
  };
  const said = make("span", { class: "muted", role: "status" });
  audio.addEventListener("playing", () => { place.dataset.playing = ""; said.textContent = texts.say("exercise.playing"); });
  for (const end of ["ended", "pause"]) audio.addEventListener(end, () => { delete place.dataset.playing; place.dataset.heard = ""; said.textContent = ""; });
  audio.addEventListener("error", () => place.replaceChildren(sayBroken(texts)));
  return [
    make("button", { type: "button", class: "button button-primary big", "data-listen": true, onclick: () => play(1) }, icon("sound"), texts.say("exercise.listen")),
    make("button", { type: "button", class: "button", "data-slowly": true, onclick: () => play(SLOW) }, texts.say("exercise.listen_slowly")),
    said,
  ];
}

function sayBroken(texts) {
  return make("p", { class: "notice notice-warn", "data-sound-broken": true, role: "status" }, texts.say("exercise.sound_broken"));
}
