import type { LoadContext } from "./load-context.ts";

/** An answer before it is a `Response`: whoever sends it needs no streams and no copies of it. */
export type WholeAnswer = {
  readonly status: number;
  /** Each name once. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | ReadableStream<Uint8Array> | null;
};

/** What a loader of the API needs of a request; a `Request` fits. */
export type ReadRequest = Pick<Request, "method" | "url" | "headers" | "body">;

export type ReadArgs = {
  readonly request: ReadRequest;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly context: LoadContext;
};

/** The way to a loader's answer that goes without `Request` and `Response`; a property of the loader. */
export type WholeRead = (args: ReadArgs) => Promise<WholeAnswer>;
