// The page's language is the cookie's, before anything is drawn; Khmer where there is none.
"use strict";
(() => {
  const found = /(?:^|;\s*)rean_lang=(km|en)/.exec(document.cookie);
  if (found) document.documentElement.lang = found[1];
})();
