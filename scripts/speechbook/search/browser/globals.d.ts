/** What the scripts share through `window`, and what TypeScript 4.8 does not know of browsers. */
interface Window {
  speechbookPart: (name: string, version: string, contents: any) => void;
  speechbookSearch: (query: string, options?: { limit?: number }) => Promise<{ total: number; hits: object[]; speeches: object[] }>;
  SpeechbookEngine: any;
  SpeechbookConcordance: any;
}

declare class DecompressionStream {
  constructor(format: "deflate" | "gzip");
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}
