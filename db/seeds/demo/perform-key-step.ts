import type { Actor } from "#app/domain/access/roles.ts";
import type { Result } from "#app/domain/result.ts";
import { issueDownloadLink } from "#app/services/downloads/issue-download-link.server.ts";
import { addDownloadFile, removeDownloadFile } from "#app/services/downloads/manage-download-files.server.ts";
import { openDownload } from "#app/services/downloads/open-download.server.ts";
import { finishKeyImport } from "#app/services/keys/finish-key-import.server.ts";
import { addKeyPool } from "#app/services/keys/manage-key-pool.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { stageKeyFile } from "#app/services/keys/stage-key-file.server.ts";
import { withdrawKey } from "#app/services/keys/withdraw-key.server.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { choiceName, contentOfFile } from "./files.ts";
import type { DemoAction, DemoKeyAction, DemoLineRef, DemoStep } from "./planner.ts";
import { type DemoPool, demoKeys, demoPools, poolName } from "./pools.ts";

/** What of the demo's pools, files, keys and links later steps speak of. */
export type DemoShelves = {
  /** Ids by the name of the pool. */
  readonly pools: Map<string, string>;
  /** Id of the present file by the name of its choice. */
  readonly files: Map<string, string>;
  /** Id of the live key by line and version. */
  readonly keys: Map<string, string>;
  /** Paths of links by line and choice. */
  readonly links: Map<string, string>;
};

export function emptyShelves(): DemoShelves {
  return { pools: new Map(), files: new Map(), keys: new Map(), links: new Map() };
}

type Book = {
  readonly deps: DemoDeps;
  readonly shelves: DemoShelves;
  readonly orderIdOf: (line: DemoLineRef) => string;
  readonly customerIdOf: (customer: string) => string;
};

type StepOf<K extends DemoAction["kind"]> = Pick<DemoStep, "at"> & {
  readonly action: Extract<DemoAction, { kind: K }>;
};

/** Does a step about keys or files, through the portal's own services. */
export async function performKeyStep(
  book: Book,
  actor: Actor,
  { at, action }: Pick<DemoStep, "at"> & { readonly action: DemoKeyAction },
): Promise<Result<unknown>> {
  const { deps, shelves } = book;
  switch (action.kind) {
    case "add-pool": {
      const { left: _left, ...input } = poolNamed(action.pool);
      const added = await addKeyPool(deps, actor, input, at);
      if (added.ok) shelves.pools.set(action.pool, added.value.poolId);
      return added;
    }
    case "import-keys":
      return importKeys(book, actor, { at, action });
    case "add-file":
      return addFile(book, actor, { at, action });
    case "remove-file":
      return removeDownloadFile(deps, actor, { fileId: known(shelves.files, action.choice) }, at);
    case "reveal-key":
      return reveal(book, actor, { at, action });
    case "withdraw-key": {
      const { version, reason } = action;
      const keyId = known(shelves.keys, keyName(action.line, version));
      const idempotencyKey = deps.ids.next();
      return withdrawKey(deps, actor, { ...entitlementOf(book, action), version, keyId, reason, idempotencyKey }, at);
    }
    case "make-link":
      return makeLink(book, actor, { at, action });
    case "use-link":
      return fetchByLink(book, { at, action });
  }
}

function poolNamed(name: string): DemoPool {
  const found = demoPools.find((one) => poolName(one) === name);
  if (found === undefined) throw new TypeError(`No pool of the demo: ${name}`);
  return found;
}

function known(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new TypeError(`The plan speaks of ${name} before it is there`);
  return id;
}

function keyName({ purchase, lineNumber }: DemoLineRef, version: string): string {
  return `${purchase}:${lineNumber}:${version}`;
}

function entitlementOf({ orderIdOf, customerIdOf }: Book, about: { line: DemoLineRef; customer: string }) {
  const { lineNumber } = about.line;
  return { customerId: customerIdOf(about.customer), orderId: orderIdOf(about.line), lineNumber };
}

async function importKeys(
  { deps, shelves }: Book,
  actor: Actor,
  { at, action }: StepOf<"import-keys">,
): Promise<Result<unknown>> {
  const { fileName, keys, isLeftOpen } = action;
  const bytes = new TextEncoder().encode(`${demoKeys(poolNamed(action.pool), fileName, keys).join("\n")}\n`);
  const poolId = known(shelves.pools, action.pool);
  const file = { poolId, fileName, content: inOnePiece(bytes), bytesTotal: bytes.length };
  const staged = await stageKeyFile(deps, actor, file, at);
  if (!staged.ok || isLeftOpen) return staged;
  return finishKeyImport(deps, actor, { importId: staged.value.importId, leaveOutRefused: false }, at);
}

async function addFile(
  { deps, shelves }: Book,
  actor: Actor,
  { at, action: { file } }: StepOf<"add-file">,
): Promise<Result<unknown>> {
  const bytes = contentOfFile(file);
  const added = await addDownloadFile(
    deps,
    actor,
    { ...file, content: inOnePiece(bytes), bytesTotal: bytes.length },
    at,
  );
  if (added.ok) shelves.files.set(choiceName(file), added.value.id);
  return added;
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function reveal(book: Book, actor: Actor, { at, action }: StepOf<"reveal-key">): Promise<Result<unknown>> {
  const { version } = action;
  const revealed = await revealKey(
    book.deps,
    actor,
    { ...entitlementOf(book, action), version, authenticatedAt: at },
    at,
  );
  if (revealed.ok) book.shelves.keys.set(keyName(action.line, version), revealed.value.keyId);
  return revealed;
}

async function makeLink(book: Book, actor: Actor, { at, action }: StepOf<"make-link">): Promise<Result<unknown>> {
  const { deps, shelves } = book;
  const fileId = known(shelves.files, action.choice);
  const input = { ...entitlementOf(book, action), fileId, kind: action.linkKind };
  const made = await issueDownloadLink(deps, actor, input, at);
  if (made.ok) shelves.links.set(keyName(action.line, action.choice), made.value.path);
  return made;
}

/** Fetches the file as a browser would; what comes is thrown away. */
async function fetchByLink({ deps, shelves }: Book, { at, action }: StepOf<"use-link">): Promise<Result<unknown>> {
  const { pathname, searchParams } = new URL(known(shelves.links, keyName(action.line, action.choice)), "http://x");
  const link = {
    linkId: pathname.split("/").at(-1) ?? "",
    e: searchParams.get("e") ?? "",
    s: searchParams.get("s") ?? "",
  };
  const request = { method: "GET", range: null, ifRange: null, address: action.address } as const;
  const opened = await openDownload(deps, { ...link, ...request }, at);
  if (opened.ok) opened.value.body?.destroy();
  return opened;
}
