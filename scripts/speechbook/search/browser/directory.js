/* What the index holds: its volumes, one after the other, with passages and pages numbered through. */

/**
 * @typedef {object} Volume
 * @property {string} name beginning of the names of its files
 * @property {string} version
 * @property {number} shards
 * @property {Set<string>} frequent characters whose pairs are in many shards
 * @property {number} firstPassage
 * @property {number} firstFile first of its files of texts
 * @property {Array<[number, number]>} struck stretches of passages, in the volume, that no longer stand: first, and after the last
 *
 * @typedef {object} Directory
 * @property {Volume[]} volumes
 * @property {Uint32Array} pageStarts first passage of each page, and one more
 * @property {number[]} headings number of headings of each page
 * @property {number[]} titled 1 where the title stands in the text
 * @property {Uint32Array} fileStarts first passage of each file of texts, and one more
 * @property {Uint32Array} volumeFiles first file of texts of each volume, and one more
 */

/** @returns {Promise<Directory>} */
function loadDirectory() {
  return loadPart("index", async (contents) => {
    if (contents.format !== INDEX_FORMAT) throw new IndexProblem("format", "index");
    /** @type {Array<{name: string, version: string, struck: number[]}>} */
    const rows = contents.volumes;
    const found = await Promise.all(rows.map(({ name, version }) => loadPart(`${name}-volume`, (one) => one, version)));
    return joinVolumes(rows.map((row, i) => ({ ...row, ...found[i] })));
  });
}

/**
 * @param {any[]} rows
 * @returns {Directory}
 */
function joinVolumes(rows) {
  const files = rows.flatMap((row) => row.files);
  const volumeFiles = startsOf(rows.map((row) => row.files.length));
  const fileStarts = startsOf(files);
  const volumes = rows.map((row, i) => {
    const starts = startsOf(row.sizes);
    return {
      name: row.name,
      version: row.version,
      shards: row.shards,
      frequent: new Set(/** @type {Iterable<string>} */ (row.frequent)),
      firstPassage: fileStarts[volumeFiles[i]],
      firstFile: volumeFiles[i],
      struck: row.struck.map((/** @type {number} */ page) => [starts[page], starts[page + 1]]),
    };
  });
  const sizes = rows.flatMap((row) => row.sizes);
  const [headings, titled] = [rows.flatMap((row) => row.headings), rows.flatMap((row) => row.titled)];
  return { volumes, pageStarts: startsOf(sizes), headings, titled, fileStarts, volumeFiles };
}

/**
 * @param {number[]} sizes
 * @returns {Uint32Array}
 */
function startsOf(sizes) {
  const starts = new Uint32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) starts[i + 1] = starts[i] + sizes[i];
  return starts;
}

/**
 * The last of sorted starts that is not after a number.
 * @param {Uint32Array} starts
 * @param {number} number
 * @returns {number}
 */
function rangeOf(starts, number) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The file of texts that holds a passage; `first` is the number of its first passage.
 * @param {Directory} directory
 * @param {number} number
 * @returns {Promise<any>}
 */
function chunkOf(directory, number) {
  const file = rangeOf(directory.fileStarts, number);
  const volume = directory.volumes[rangeOf(directory.volumeFiles, file)];
  const read = async (/** @type {string} */ contents) => {
    const chunk = await readChunk(contents);
    chunk.first = directory.fileStarts[file];
    return chunk;
  };
  return loadPart(`${volume.name}-t${file - volume.firstFile}`, read, volume.version);
}

/**
 * @param {string} contents
 * @returns {Promise<any>}
 */
async function readChunk(contents) {
  const data = await unpack(contents.slice(1));
  return JSON.parse(new TextDecoder(contents[0] === "g" ? "gb18030" : "utf-8").decode(data));
}
