/* What Sphinx's search says. Its own catalogue would make a function of a text, which a strict content policy forbids. */
Documentation.LOCALE = "zh_CN";
Documentation.PLURAL_EXPR = () => 0;
Object.assign(Documentation.TRANSLATIONS, {
  "Hide Search Matches": "取消标记",
  "Preparing search...": "正在准备……",
  "Search Results": "搜索结果",
  Searching: "正在搜索",
  ", in ": "，见",
  "Search finished, found one page matching the search query.": ["找到 ${resultCount} 页。"],
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "没有找到。可以换一个说法，或少写几个字再试。",
});
