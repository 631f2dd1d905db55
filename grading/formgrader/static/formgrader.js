// What the handlers inside nbgrader's tags did, from a fixed list; a stand-in for MathJax that typesets with KaTeX; no dead links.
"use strict";

(function () {
  const presses = {
    "toggle_name(true);": () => toggle_name(true),
    "toggle_name(false);": () => toggle_name(false),
    "toggleAllNames()": () => toggleAllNames(),
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-press]");
    if (target && Object.hasOwn(presses, target.dataset.press)) {
      presses[target.dataset.press]();
    }
  });

  // nbgrader says nothing when a score could not be saved; a teacher must know.
  const warning = document.createElement("p");
  warning.id = "rean-not-saved";
  warning.setAttribute("role", "alert");
  warning.hidden = true;
  warning.textContent = document.currentScript.dataset.notSaved;
  document.addEventListener("DOMContentLoaded", () => document.body.append(warning));
  $(document).ajaxError((_event, _reply, request) => { warning.hidden = warning.hidden && request.type === "GET"; });
  $(document).ajaxSuccess((_event, _reply, request) => { warning.hidden = warning.hidden || request.type !== "GET"; });

  // Notebooks cannot be opened here, so a name is only a name.
  window.linkTo = () => (_, element) => element;

  const formulas = {
    delimiters: [
      { left: "\\(", right: "\\)", display: false },
      { left: "\\[", right: "\\]", display: true },
      { left: "$$", right: "$$", display: true },
      { left: "$", right: "$", display: false },
    ],
    ignoredTags: ["script", "noscript", "style", "textarea", "pre", "code", "option"],
    ignoredClasses: ["rean-typed"],
    throwOnError: false,
    trust: false,
    maxSize: 20,
    maxExpand: 200,
  };

  function typeset() {
    if (typeof renderMathInElement === "function") {
      document.querySelectorAll(".rendered_html").forEach((element) => renderMathInElement(element, formulas));
    }
  }

  // formgrade.js waits for MathJax to say that it has ended before it puts the cursor into the first score.
  window.MathJax = {
    Hub: {
      Startup: {
        signal: {
          Interest: (listener) => {
            typeset();
            listener("End");
          },
        },
      },
    },
  };
})();
