/* TeX is set in the browser, by KaTeX, and only on a page that has some. */

const INLINE = [{ left: "\\(", right: "\\)", display: false }, { left: "\\[", right: "\\]", display: true }];
const DOLLARS = [{ left: "$$", right: "$$", display: true }, { left: "$", right: "$", display: false }];
const HAS_TEX = /\\\(|\\\[/;
const HAS_DOLLARS = /\$[^$]+\$/;

let katex = null;

/** Load KaTeX and its style once. */
export function loadKatex() {
  katex ??= (ensureStyle("vendor/katex/katex.css"), import("./vendor/katex/katex.js"));
  return katex;
}

/** Add one of our style sheets to the page, if it is not there yet. */
export function ensureStyle(path) {
  const href = new URL(path, import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href) || document.querySelector(`link[href="${href}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

/** Set all TeX inside an element: `\( \)` and `\[ \]`, in a lesson's text also `$ $` and `$$ $$`. */
export async function typeset(root, { dollars = false } = {}) {
  const text = root.textContent;
  if (!HAS_TEX.test(text) && !(dollars && HAS_DOLLARS.test(text))) return;
  const { renderMathInElement } = await loadKatex();
  renderMathInElement(root, {
    delimiters: dollars ? [...DOLLARS.slice(0, 1), ...INLINE, DOLLARS[1]] : INLINE,
    throwOnError: false,
    strict: "ignore",
    trust: false,
    ignoredClasses: ["katex", "no-tex"],
    macros: { "\\frac": "\\dfrac" }, // within a line KaTeX makes fractions small; these readers read slowly
  });
  root.querySelectorAll(".katex").forEach((formula) => keepTogether(formula, root));
}

const CLOSING = /^[។៕៖,.;:!?)»”]+/;

/* A line never begins with the sign that closes the one before: `។` stays with the fraction in front of it. */
function keepTogether(formula, root) {
  if (formula.querySelectorAll(".katex-base, .base").length !== 1 || formula.closest(".together")) return;
  let node = formula;
  while (!node.nextSibling && node.parentElement !== root && node.parentElement.tagName === "SPAN") node = node.parentElement;
  const text = node.nextSibling;
  const closing = text?.nodeType === Node.TEXT_NODE ? CLOSING.exec(text.data)?.[0] : null;
  if (!closing) return;
  text.data = text.data.slice(closing.length);
  const together = Object.assign(document.createElement("span"), { className: "together" });
  node.before(together);
  together.append(node, closing);
}
