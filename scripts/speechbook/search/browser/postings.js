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
  return parseShard(await unpack(base64));
}

/**
 * @param {Uint8Array} data
 * @returns {Shard}
 */
function parseShard(data) {
  const view = new DataView(data.buffer, data.byteOffset);
  const [keyBytes, singles, count, steps, places] = [0, 4, 8, 12, 16].map((at) => view.getUint32(at, true));
  const atCounts = 20 + keyBytes;
  const atSteps = atCounts + 4 * count;
  const atPlaces = atSteps + 4 * steps;
  const counts = new Uint32Array(count);
  const starts = new Uint32Array(count + 1);
  let placesFrom = 0;
  for (let i = 0; i < count; i++) {
    counts[i] = column(data, atCounts, count, i);
    starts[i + 1] = starts[i] + (counts[i] >= SPLIT ? 0 : counts[i]);
    if (i < singles) placesFrom = starts[i + 1];
  }
  return {
    keys: readKeys(new TextDecoder().decode(data.subarray(20, atCounts))),
    counts,
    starts,
    singles,
    placesFrom,
    step: (i) => column(data, atSteps, steps, i),
    place: (i) => (data[atPlaces + i - placesFrom] << 8) | data[atPlaces + places + i - placesFrom],
  };
}

/**
 * Keys and their places: single characters on the first line, then on each line a character and those that follow it.
 * @param {string} text
 * @returns {Map<string, number>}
 */
function readKeys(text) {
  const keys = new Map();
  const [singles, ...rows] = text.split("\n");
  for (const char of singles) keys.set(char, keys.size);
  for (const row of rows) {
    const [first, ...others] = row;
    for (const last of others) keys.set(first + last, keys.size);
  }
  return keys;
}

/**
 * A number of which the four bytes stand in columns, highest bytes first.
 * @param {Uint8Array} data
 * @param {number} at
 * @param {number} size
 * @param {number} i
 * @returns {number}
 */
function column(data, at, size, i) {
  return data[at + i] * 0x1000000 + (data[at + size + i] << 16) + (data[at + 2 * size + i] << 8) + data[at + 3 * size + i];
}

/**
 * As exact.py has it.
 * @param {string} first
 * @param {string} last
 * @param {Pick<Volume, "frequent" | "shards">} volume
 * @returns {number}
 */
function shardOf(first, last, volume) {
  let mixed = Math.imul(/** @type {number} */ (first.codePointAt(0)), 0x9e3779b1);
  if (volume.frequent.has(first)) mixed ^= Math.imul(/** @type {number} */ (last.codePointAt(0)), 0x85ebca6b);
  mixed >>>= 0;
  return ((mixed ^ (mixed >>> 15)) >>> 0) % volume.shards;
}

/**
 * The postings of a key, rising: numbers of passages for a single character, else places.
 * @param {Directory} directory
 * @param {string} first
 * @param {string} last empty for a single character
 * @returns {Promise<Float64Array>}
 */
async function postingsOf(directory, first, last = "") {
  const unit = last ? PLACES : 1;
  const lists = await Promise.all(
    directory.volumes.map(async (volume) => {
      const list = withoutStruck(await postingsIn(volume, first, last), volume.struck, unit);
      return volume.firstPassage ? list.map((place) => place + volume.firstPassage * unit) : list;
    }),
  );
  return lists.length === 1 ? lists[0] : joined(lists);
}

/**
 * @param {Float64Array} list
 * @param {Array<[number, number]>} struck
 * @param {number} unit
 * @returns {Float64Array}
 */
function withoutStruck(list, struck, unit) {
  if (!struck.length) return list;
  let i = 0;
  return list.filter((place) => {
    while (i < struck.length && place >= struck[i][1] * unit) i++;
    return i === struck.length || place < struck[i][0] * unit;
  });
}

/**
 * The postings of a key in one volume, by its own numbers.
 * @param {Volume} volume
 * @param {string} first
 * @param {string} last
 * @returns {Promise<Float64Array>}
 */
async function postingsIn(volume, first, last) {
  const name = `${volume.name}-s${shardOf(first, last || first, volume)}`;
  const shard = await loadPart(name, readShard, volume.version);
  if (last || volume.frequent.has(first)) return listOf(volume, shard, name, first + last);
  return passagesBeginning(volume, shard, name, first);
}

/**
 * Passages of a character that is not frequent: those of all pairs that it begins, and the others.
 * @param {Volume} volume
 * @param {Shard} shard
 * @param {string} name
 * @param {string} first
 * @returns {Promise<Float64Array>}
 */
async function passagesBeginning(volume, shard, name, first) {
  const keys = Array.from(shard.keys.keys()).filter((key) => key.startsWith(first));
  const lists = await Promise.all(keys.map((key) => listOf(volume, shard, name, key)));
  /** @type {Set<number>} */
  const passages = new Set();
  keys.forEach((key, i) => lists[i].forEach((place) => passages.add(key === first ? place : Math.floor(place / PLACES))));
  return Float64Array.from(passages).sort();
}

/**
 * @param {Volume} volume
 * @param {Shard} shard
 * @param {string} name of the shard's file
 * @param {string} key
 * @returns {Promise<Float64Array>}
 */
async function listOf(volume, shard, name, key) {
  const i = shard.keys.get(key);
  if (i === undefined) return new Float64Array(0);
  if (shard.counts[i] < SPLIT) return decode(shard, i);
  const names = Array.from({ length: shard.counts[i] - SPLIT }, (_, part) => `${name}-${i}-${part}`);
  const parts = await Promise.all(names.map((part) => loadPart(part, readShard, volume.version)));
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
