/* What Sphinx's search says. Its own catalogue would make a function of a text, which a strict content policy forbids. */
Documentation.LOCALE = "zh_TW";
Documentation.PLURAL_EXPR = () => 0;
Object.assign(Documentation.TRANSLATIONS, {
  "Hide Search Matches": "取消標記",
  "Preparing search...": "正在準備……",
  "Search Results": "搜尋結果",
  Searching: "正在搜尋",
  ", in ": "，見",
  "Search finished, found one page matching the search query.": ["找到 ${resultCount} 頁。"],
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "沒有找到。可以換一個說法，或少寫幾個字再試。",
});
