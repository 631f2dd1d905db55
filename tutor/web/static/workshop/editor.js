/* The editor: goes to the line that a fault is told at, writes two spaces for Tab, saves with Ctrl+S, and does not lose what was typed. */

const form = document.querySelector("[data-editor]");
const text = form.querySelector("textarea");
let opened = text.value;

function goTo(line) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  text.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(text).lineHeight));
}

text.addEventListener("keydown", (event) => {
  if (event.key === "Tab" && !event.shiftKey && !event.ctrlKey) {
    event.preventDefault();
    text.setRangeText("  ", text.selectionStart, text.selectionEnd, "end");
  }
  if (event.key === "Escape") form.querySelector("button").focus();
  if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.querySelector('[value="save"]').click();
  }
});
form.addEventListener("submit", () => { opened = text.value; });
window.addEventListener("beforeunload", (event) => { if (text.value !== opened) event.preventDefault(); });
if (text.dataset.line) goTo(Number(text.dataset.line));
