/** What the scripts share through `window`, and what TypeScript 4.8 does not know of browsers. */
interface Window {
  speechbookPart: typeof speechbookPart;
  speechbookSearch: typeof speechbookSearch;
  SpeechbookEngine: {
    findAll: typeof findAll;
    describe: typeof describe;
    speechOf: typeof speechOf;
    chunkOf: typeof chunkOf;
    loadPart: typeof loadPart;
    parseQuery: typeof parseQuery;
    passagesOf: typeof passagesOf;
    spansIn: typeof spansIn;
    anchorIn: typeof anchorIn;
    plainText: typeof plainText;
    IndexProblem: typeof IndexProblem;
  };
}

declare class DecompressionStream {
  constructor(format: "deflate" | "gzip");
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}
