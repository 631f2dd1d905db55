/* A page to be printed: its formulas are set, and its button opens the printer's window. */

import { typeset } from "./maths.js";

typeset(document.querySelector("main")).then(() => { document.body.dataset.ready = "true"; });
document.querySelectorAll("[data-print]").forEach((key) => key.addEventListener("click", () => window.print()));
