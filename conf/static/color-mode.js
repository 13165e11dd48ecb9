/* Sets light or dark before the first paint, as the reader chose last time; the theme's own script takes over later. */
(function () {
  "use strict";
  var root = document.documentElement;
  var mode = "auto";
  try {
    mode = localStorage.getItem("mode") || "auto";
  } catch (error) {
    /* Storage is closed to pages from disk in some browsers: the system decides. */
  }
  var dark = mode === "dark" || (mode === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.mode = mode;
  root.dataset.theme = dark ? "dark" : "light";
  root.classList.add("has-script");
})();
