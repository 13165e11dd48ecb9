/* Lines of the concordance as a file for spreadsheets. */

/**
 * A cell that begins like a formula is quoted: spreadsheets would run it.
 * @param {string} text
 * @returns {string}
 */
function csvCell(text) {
  const safe = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/u.test(text) || /^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/gu, '""')}"`;
}

/**
 * @param {Line[]} lines
 * @param {string[]} head names of the columns
 * @param {string} base address that the links of the lines are relative to
 * @returns {string} beginning with a byte order mark, by which spreadsheets know UTF-8
 */
function csvOf(lines, head, base) {
  const rows = lines.map(({ left, match, right, title, speaker, date, url }) =>
    [left, match, right, title, speaker, date, new URL(url, base).href].map(csvCell).join(","),
  );
  return `\ufeff${[head.map(csvCell).join(","), ...rows].join("\r\n")}\r\n`;
}

/** @param {string} text @param {string} name */
function saveFile(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
