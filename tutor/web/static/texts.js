/* Every word a learner reads comes from the catalogues; here they are fetched once for a page and their places filled. */

const KHMER_ZERO = 0x17e0;

/** Write 0-9 as Khmer digits. */
export const toKhmerDigits = (text) => String(text).replace(/[0-9]/g, (digit) => String.fromCharCode(KHMER_ZERO + Number(digit)));

/** Write Khmer digits as 0-9. */
export const toArabicDigits = (text) => String(text).replace(/[\u17e0-\u17e9]/g, (digit) => String(digit.charCodeAt(0) - KHMER_ZERO));

/** The texts of one language, by their id. */
export class Texts {
  constructor(table, lang) {
    this.table = table;
    this.lang = lang;
  }

  /**
   * Return a text with its `{places}` filled; `{hours|hour|hours}` is the word that fits the number. Numbers are written in the
   * language's digits, but beside a figure in those of the lesson.
   */
  say(id, values = {}) {
    const text = this.table[id] ?? id;
    const show = id.startsWith("figure.") ? String : (value) => this.show(value);
    return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (place, name, one, many) => {
      if (!(name in values)) return place;
      if (many === undefined) return show(values[name]);
      return String(values[name]) === "1" ? one : many;
    });
  }

  /** Write a number in the language's digits; leave words alone. */
  show(value) {
    return typeof value === "number" && this.lang === "km" ? toKhmerDigits(value) : String(value);
  }
}

const loading = new Map();

/** Return the language of the page, Khmer where it names none of ours. */
export const pageLang = () => (document.documentElement.lang === "en" ? "en" : "km");

/** Fetch the texts of a language from the tutor, once for a page. A page may carry them itself in `script#rean-texts`. */
export function loadTexts(lang = pageLang()) {
  if (!loading.has(lang)) loading.set(lang, readTexts(lang).catch((error) => { loading.delete(lang); throw error; }));
  return loading.get(lang);
}

async function readTexts(lang) {
  const carried = document.getElementById("rean-texts");
  if (carried) return new Texts(JSON.parse(carried.textContent), lang);
  const reply = await fetch(new URL(`../../texts/${lang}.json`, import.meta.url), { credentials: "same-origin" });
  if (!reply.ok) throw new Error(`texts: ${reply.status}`);
  return new Texts(await reply.json(), lang);
}
