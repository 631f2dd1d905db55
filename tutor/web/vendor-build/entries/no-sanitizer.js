/* In place of a sanitizer: the few descriptions of stock controls are shown as text, never as HTML. */
const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export default (text) => String(text).replace(/[&<>"]/g, (mark) => marks[mark]);
