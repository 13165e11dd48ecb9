/* Reads shards: see postings.py for their form. */

/** A place is the number of a passage times this, plus the place in it. */
const PLACES = 65536;
const SPLIT = 0x80000000;

/**
 * @typedef {object} Shard
 * @property {Map<string, number>} keys place of each key
 * @property {Uint32Array} counts
 * @property {Uint32Array} starts first posting of each key
 * @property {number} singles number of keys of one character
 * @property {number} placesFrom first posting that has a place
 * @property {(i: number) => number} step
 * @property {(i: number) => number} place
 */

/**
 * @param {string} base64
 * @returns {Promise<Uint8Array>}
 */
async function unpack(base64) {
  const packed = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * @param {string} base64
 * @returns {Promise<Shard>}
 */
async function readShard(base64) {
  const data = await unpack(base64);
  const view = new DataView(data.buffer);
  const [keyBytes, singles, count, steps, places] = [0, 4, 8, 12, 16].map((at) => view.getUint32(at, true));
  const names = new TextDecoder().decode(data.subarray(20, 20 + keyBytes)).split("\n");
  const atCounts = 20 + keyBytes;
  const atSteps = atCounts + 4 * count;
  const atPlaces = atSteps + 4 * steps;
  const counts = new Uint32Array(count);
  const starts = new Uint32Array(count + 1);
  let placesFrom = 0;
  for (let i = 0; i < count; i++) {
    counts[i] = column(data, atCounts, count, i) + data[atCounts + 3 * count + i] * 0x1000000;
    starts[i + 1] = starts[i] + (counts[i] >= SPLIT ? 0 : counts[i]);
    if (i < singles) placesFrom = starts[i + 1];
  }
  return {
    keys: new Map(names.map((name, i) => [name, i])),
    counts,
    starts,
    singles,
    placesFrom,
    step: (i) => column(data, atSteps, steps, i) + data[atSteps + 3 * steps + i] * 0x1000000,
    place: (i) => data[atPlaces + i - placesFrom] | (data[atPlaces + places + i - placesFrom] << 8),
  };
}

/**
 * @param {Uint8Array} data
 * @param {number} at
 * @param {number} size
 * @param {number} i
 * @returns {number}
 */
function column(data, at, size, i) {
  return data[at + i] | (data[at + size + i] << 8) | (data[at + 2 * size + i] << 16);
}

/**
 * As exact.py has it.
 * @param {string} first
 * @param {string} last
 * @param {Directory} directory
 * @returns {number}
 */
function shardOf(first, last, directory) {
  let mixed = Math.imul(/** @type {number} */ (first.codePointAt(0)), 0x9e3779b1);
  if (directory.frequent.has(first)) mixed ^= Math.imul(/** @type {number} */ (last.codePointAt(0)), 0x85ebca6b);
  mixed >>>= 0;
  return ((mixed ^ (mixed >>> 15)) >>> 0) % directory.shards;
}

/**
 * The postings of a key, rising: numbers of passages for a single character, else places.
 * @param {Directory} directory
 * @param {string} first
 * @param {string} last empty for a single character
 * @returns {Promise<Float64Array>}
 */
async function postingsOf(directory, first, last = "") {
  const number = shardOf(first, last || first, directory);
  const shard = await loadPart(`s${number}`, readShard);
  if (last || directory.frequent.has(first)) return listOf(shard, number, first + last);
  return passagesBeginning(shard, number, first);
}

/**
 * Passages of a character that is not frequent: those of all pairs that it begins, and the others.
 * @param {Shard} shard
 * @param {number} number
 * @param {string} first
 * @returns {Promise<Float64Array>}
 */
async function passagesBeginning(shard, number, first) {
  const keys = Array.from(shard.keys.keys()).filter((key) => key.startsWith(first));
  const lists = await Promise.all(keys.map((key) => listOf(shard, number, key)));
  /** @type {Set<number>} */
  const passages = new Set();
  keys.forEach((key, i) => lists[i].forEach((place) => passages.add(key === first ? place : Math.floor(place / PLACES))));
  return Float64Array.from(passages).sort();
}

/**
 * @param {Shard} shard
 * @param {number} number
 * @param {string} key
 * @returns {Promise<Float64Array>}
 */
async function listOf(shard, number, key) {
  const i = shard.keys.get(key);
  if (i === undefined) return new Float64Array(0);
  if (shard.counts[i] < SPLIT) return decode(shard, i);
  const names = Array.from({ length: shard.counts[i] - SPLIT }, (_, part) => `s${number}-${i}-${part}`);
  const parts = await Promise.all(names.map((name) => loadPart(name, readShard)));
  return joined(parts.map((part) => decode(part, 0)));
}

/**
 * @param {Shard} shard
 * @param {number} i
 * @returns {Float64Array}
 */
function decode(shard, i) {
  const start = shard.starts[i];
  const list = new Float64Array(shard.counts[i]);
  const single = i < shard.singles;
  let passage = 0;
  for (let k = 0; k < list.length; k++) {
    passage += shard.step(start + k);
    list[k] = single ? passage : passage * PLACES + shard.place(start + k);
  }
  return list;
}

/**
 * @param {Float64Array[]} lists
 * @returns {Float64Array}
 */
function joined(lists) {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
