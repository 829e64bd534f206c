import type { LoadContext } from "./load-context.ts";

/** An answer before it is a `Response`: whoever sends it needs no streams and no copies of it. */
export type WholeAnswer = {
  readonly status: number;
  /** Each name once. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | ReadableStream<Uint8Array> | null;
};

/** Header fields by their names, in any case; `Headers` fits. */
export type ReadHeaders = Pick<Headers, "get" | "has">;

/** What the API needs of a request. */
export type ReadRequest = {
  readonly method: string;
  /** The whole address, as it was asked for. */
  readonly url: string;
  readonly path: string;
  /** With its question mark; empty where there is none. */
  readonly search: string;
  readonly headers: ReadHeaders;
  readonly body: ReadableStream<Uint8Array> | null;
};

export type ReadArgs = {
  readonly request: ReadRequest;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly context: LoadContext;
};

/** The way to a loader's answer that goes without `Request` and `Response`; a property of the loader. */
export type WholeRead = (args: ReadArgs) => Promise<WholeAnswer>;
