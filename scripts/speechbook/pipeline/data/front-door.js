// Leads a reader to the edition chosen before (conf/static/edition-switch.js keeps the choice), else to the one that
// the browser's languages ask for, else leaves the choice to the reader.
(function () {
  "use strict";
  var links = Array.prototype.slice.call(document.querySelectorAll("a[data-edition]"));
  function open(name) {
    var link = links.filter(function (one) { return one.dataset.edition === name; })[0];
    if (link) window.location.replace(link.getAttribute("href"));
    return Boolean(link);
  }
  var chosen = "";
  try { chosen = window.localStorage.getItem("speechbook-edition") || ""; } catch (error) { chosen = ""; }
  if (chosen && open(chosen)) return;
  var languages = navigator.languages || [navigator.language || ""];
  for (var i = 0; i < languages.length; i += 1) {
    var language = languages[i].toLowerCase();
    if (language.indexOf("zh") !== 0) continue;
    var wanted = /hk|mo/.test(language) ? ["zh-hk", "zh-tw"] : /tw|hant/.test(language) ? ["zh-tw", "zh-hk"] : ["zh-hans"];
    if (wanted.some(open)) return;
  }
})();
