/* Finds the places of a term by the postings of its neighbours. */

/**
 * Places of `list`, moved by `shift`, that are also in `other`; both rising.
 * @param {Float64Array} list
 * @param {Float64Array} other
 * @param {number} shift
 * @returns {Float64Array} places of `list`
 */
function following(list, other, shift) {
  const found = [];
  let j = 0;
  for (const place of list) {
    const wanted = place + shift;
    let stride = 1;
    while (j + stride < other.length && other[j + stride] < wanted) {
      j += stride;
      stride *= 2;
    }
    while (j < other.length && other[j] < wanted) j++;
    if (other[j] === wanted) found.push(place);
  }
  return Float64Array.from(found);
}

/**
 * Where a piece of two and more characters begins.
 * @param {Directory} directory
 * @param {string[]} chars
 * @returns {Promise<Float64Array>}
 */
async function placesOfPiece(directory, chars) {
  /** @type {number[]} */
  const offsets = [];
  for (let i = 0; i + 1 < chars.length; i += 2) offsets.push(i);
  if (chars.length % 2) offsets.push(chars.length - 2);
  const lists = await Promise.all(offsets.map((i) => postingsOf(directory, chars[i], chars[i + 1])));
  const order = offsets.map((_, i) => i).sort((a, b) => lists[a].length - lists[b].length);
  const rarest = order[0];
  let places = lists[rarest].map((place) => place - offsets[rarest]);
  for (const i of order.slice(1)) places = following(places, lists[i], offsets[i]);
  return places;
}

/** @param {number} place @returns {number} */
function passageOf(place) {
  return Math.floor(place / PLACES);
}

/**
 * Numbers of the passages that hold a term, rising, once for each occurrence (once in all for a single character).
 * @param {Directory} directory
 * @param {Term} term
 * @returns {Promise<Float64Array>}
 */
async function passagesOf(directory, term) {
  const runs = term.runs.map((run) => Array.from(run));
  const lists = await Promise.all(
    runs.map((chars) => (chars.length > 1 ? placesOfPiece(directory, chars) : postingsOf(directory, chars[0]))),
  );
  if (!term.inText) return runs[0].length > 1 ? lists[0].map(passageOf) : lists[0];
  return occurrencesIn(directory, term, candidatesOf(runs, lists));
}

/**
 * Passages in which all runs stand, one soon after the other.
 * @param {string[][]} runs
 * @param {Float64Array[]} lists
 * @returns {number[]}
 */
function candidatesOf(runs, lists) {
  const passages = lists.map((list, i) => (runs[i].length > 1 ? Array.from(list, passageOf) : Array.from(list)));
  const sets = passages.map((numbers) => new Set(numbers));
  for (let i = 0; i + 1 < runs.length; i++)
    if (runs[i].length > 1 && runs[i + 1].length > 1) sets.push(closeTogether(lists[i], lists[i + 1], runs[i].length));
  sets.sort((a, b) => a.size - b.size);
  return Array.from(sets[0]).filter((number) => sets.every((set) => set.has(number)));
}

/**
 * @param {Float64Array} list
 * @param {Float64Array} next
 * @param {number} length
 * @returns {Set<number>} passages
 */
function closeTogether(list, next, length) {
  /** @type {Set<number>} */
  const found = new Set();
  let j = 0;
  for (const place of list) {
    while (j < next.length && next[j] < place + length) j++;
    if (next[j] <= place + length + MAX_GAP) found.add(passageOf(place));
  }
  return found;
}

/**
 * Reads passages and counts a term in them.
 * @param {Directory} directory
 * @param {Term} term
 * @param {number[]} numbers
 * @returns {Promise<Float64Array>}
 */
async function occurrencesIn(directory, term, numbers) {
  const pattern = patternOf(term);
  const times = await Promise.all(
    numbers.map(async (number) => {
      const chunk = await chunkOf(directory, number);
      return Array.from(foldText(chunk.texts[number - chunk.first]).matchAll(pattern), () => number);
    }),
  );
  return Float64Array.from(times.flat());
}
