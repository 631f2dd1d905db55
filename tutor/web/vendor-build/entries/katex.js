/* KaTeX, and its walk over a page's text. */
export { default as katex } from "katex";
export { default as renderMathInElement } from "katex/contrib/auto-render";
