/* Leads to the same paragraph of the other edition and remembers the choice. Without it the links lead to the page. */
(function () {
  "use strict";

  /* The id of the paragraph, heading or point that is uppermost in the window. */
  function uppermost() {
    var top = document.querySelector(".bd-header-article");
    var edge = top ? Math.max(0, top.getBoundingClientRect().bottom) : 0;
    var marked = document.querySelectorAll("article.speech p[id], article.bd-article section[id]");
    var last = "";
    for (var i = 0; i < marked.length; i += 1) {
      var box = marked[i].getBoundingClientRect();
      if (marked[i].tagName === "P" && box.bottom > edge + 1) return marked[i].id;
      if (marked[i].tagName === "SECTION" && box.top <= edge + 1 && box.bottom > edge + 1) last = marked[i].id;
    }
    return last;
  }

  /* A hash counts only while the place it names is in view; a reader who has read on is elsewhere. */
  function place() {
    var named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named) {
      var box = named.getBoundingClientRect();
      if (box.bottom > 0 && box.top < window.innerHeight) return location.hash;
    }
    if (window.scrollY < 40) return "";
    var id = uppermost();
    return id ? "#" + id : "";
  }

  document.querySelectorAll(".edition-switch a[data-edition]").forEach(function (link) {
    var page = link.getAttribute("href");
    function aim() {
      link.setAttribute("href", page + location.search + place());
    }
    link.addEventListener("pointerdown", aim);
    link.addEventListener("focus", aim);
    link.addEventListener("click", function () {
      aim();
      try {
        localStorage.setItem("speechbook-edition", link.dataset.edition);
      } catch (error) {
        /* The choice is not remembered; the link works all the same. */
      }
    });
  });
})();
