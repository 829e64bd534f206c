import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import { inject } from "vitest";
import type { DialectName } from "#db/dialects/dialect.ts";
import type { Db } from "#db/client.ts";
import { fromOwnPage, startPortal, type RunningPortal } from "#test/support/portal.ts";
import { copyPostgresDatabase, dropPostgresDatabase } from "#test/support/postgres-server.ts";
import type { DemoSite } from "./demo-site-setup.ts";
import { formsIn, type PageForm } from "./html.ts";
import { type Person, seenAt } from "./settle.ts";

/** The built portal over a copy of the demo, and people in front of it. */
export type Site = DemoSite & {
  readonly url: string;
  readonly db: Db;
  readonly log: RunningPortal["log"];
  /** Asks like a browser of this person; redirects are not followed. */
  get(path: string, person: Person, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form like the portal's own page. */
  post(path: string, person: Person, form: Fields | FormData, headers?: Record<string, string>): Promise<Answer>;
  /** The form of a page that a person sees and that goes to this action, filled in as far as the page fills it. */
  formOf(path: string, person: Person, pick: FormPick): Promise<PageForm>;
  /** A number that is another one after every commit; null where the database has none. */
  writesSoFar(): number | null;
  close(): Promise<void>;
};

export type Fields = readonly (readonly [name: string, value: string])[];

export type FormPick = {
  /** Where the form goes, without its search part. */
  readonly action: string;
  /** A field or button that only this form has. */
  readonly with?: readonly [name: string, value?: string] | undefined;
};

export type Answer = {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it redirects to, in a page's way or in that of a request for data; undefined if it does not. */
  readonly location: string | undefined;
};

export async function openSite(dialect: DialectName = "sqlite"): Promise<Site> {
  const demo = inject("demoSite");
  const copy = await copyOfDemo(dialect);
  // Its clock stands still: how long the tests take must not decide whether a password was proved a short time ago.
  const portal = await startPortal({
    environment: { DATABASE_URL: copy.url, DOWNLOADS_FOLDER: demo.downloadsFolder },
    now: seenAt,
  });
  const ask = async (path: string, person: Person, init: RequestInit): Promise<Answer> => {
    const headers = new Headers(init.headers);
    if (person !== "nobody") headers.set("Cookie", demo.cookies[person]);
    const response = await fetch(portal.url + path, { redirect: "manual", ...init, headers });
    const location = response.headers.get("location") ?? response.headers.get("x-remix-redirect") ?? undefined;
    return { path, status: response.status, headers: response.headers, text: await response.text(), location };
  };
  const get: Site["get"] = (path, person, headers = {}) => ask(path, person, { headers });
  return {
    ...demo,
    url: portal.url,
    db: portal.composition.deps.db,
    log: portal.log,
    get,
    post: (path, person, form, headers = {}) => {
      const { Origin = "", "Sec-Fetch-Site": site = "" } = fromOwnPage(portal);
      return ask(path, person, {
        method: "POST",
        headers: { Origin, "Sec-Fetch-Site": site, ...headers },
        body: form instanceof FormData ? form : new URLSearchParams(form.map(([name, value]) => [name, value])),
      });
    },
    formOf: async (path, person, pick) => formOn(await get(path, person), pick),
    writesSoFar: copy.writes,
    close: async () => {
      await portal.close();
      await copy.drop();
    },
  };
}

function formOn({ path, status, text }: Answer, pick: FormPick): PageForm {
  const isPicked = ([name, value]: readonly [string, string]) =>
    name === pick.with?.[0] && (pick.with[1] === undefined || value === pick.with[1]);
  for (const form of formsIn(text)) {
    const { action, method, fields, buttons } = form;
    if (method !== "post" || new URL(action || path, "http://x").pathname !== pick.action) continue;
    if (pick.with === undefined || fields.some(isPicked)) return form;
    const button = buttons.find(isPicked);
    if (button !== undefined) return { ...form, fields: [...fields, button] };
  }
  throw new Error(`${path} (${status}) has no such form: ${JSON.stringify(pick)}`);
}

/** A copy of the demo for one test file to write into. */
export async function copyOfDemo(dialect: DialectName): Promise<Copy> {
  const demo = inject("demoSite");
  return dialect === "sqlite" ? copySqlite(demo.sqliteFile) : copyPostgres(demo.postgresUrl);
}

type Copy = { readonly url: string; readonly writes: () => number | null; readonly drop: () => Promise<void> };

function copySqlite(file: string): Copy {
  const folder = mkdtempSync(join(tmpdir(), "portal-site-"));
  const copy = join(folder, "demo.db");
  copyFileSync(file, copy);
  // A second connection, which is told when another one has committed.
  const watcher = new BetterSqlite(copy, { readonly: true });
  return {
    url: `sqlite:${copy}`,
    writes: () => Number(watcher.pragma("data_version", { simple: true })),
    drop: async () => {
      watcher.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function copyPostgres(from: string): Promise<Copy> {
  const server = inject("demoServerUrl");
  const url = await copyPostgresDatabase(server, from);
  return { url, writes: () => null, drop: () => dropPostgresDatabase(server, url) };
}
