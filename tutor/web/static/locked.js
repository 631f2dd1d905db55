/* The page of a locked screen gets the keys that the curtain has. */

import { makePinKeys } from "./pin.js";
import { loadTexts } from "./texts.js";

loadTexts().then((texts) => document.querySelector("[data-pin-keys]").append(makePinKeys(document.getElementById("pin"), texts)));
