// A host shows this page in place of any page it lacks, so the way to the book is not known from the page itself. The
// links lead there already when the book knows its address; otherwise the folder that holds the book is looked for,
// from the address asked for upwards.
(function () {
  "use strict";
  var links = Array.prototype.slice.call(document.querySelectorAll("a[data-path]"));
  if (!links.length || location.protocol === "file:") return;
  var parts = location.pathname.split("/").slice(0, -1);
  function lead(root) {
    links.forEach(function (link) { link.setAttribute("href", root + link.dataset.path); });
  }
  function ask(count) {
    if (count < 1) return;
    var root = parts.slice(0, count).join("/") + "/";
    fetch(root + links[0].dataset.path, { method: "HEAD" }).then(function (answer) {
      if (answer.ok) lead(root); else ask(count - 1);
    }, function () { ask(count - 1); });
  }
  ask(parts.length);
})();
