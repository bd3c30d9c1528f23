// The script of the board: filters, sorts and finds.
"use strict";
document.documentElement.classList.add("js");
