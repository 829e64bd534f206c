import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SweepContent } from "#app/services/ports.ts";

const dayMs = 24 * 60 * 60_000;
/** Content is kept a moment before the row that names it is written; nothing takes a day over that. */
const unnamedForMs = dayMs;
/** What was put aside comes back while it is here, where it is named again: by a backup, or by the right database. */
const asideForMs = 30 * dayMs;
const filesAtOnce = 200;

/**
 * Puts aside what nobody names, and deletes what has lain aside for a month. Times are the file system's own, so that a
 * clock that was moved takes nothing away.
 *
 * The same content may come in again at any moment. It is renamed over what lies there (`createFolderStore`), so that
 * whatever was moved here is either still as old as it was looked at, or came in since and goes back.
 */
export async function sweepFolder(
  folder: string,
  ...[beginning, listNamed]: Parameters<SweepContent>
): Promise<number> {
  const home = join(folder, beginning);
  const aside = join(folder, "aside");
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const nowMs = await fileSystemNow(aside);
  const isOld = async (path: string, afterMs: number) => {
    const stats = await stat(path).catch(() => undefined);
    return stats !== undefined && stats.mtimeMs < nowMs - afterMs;
  };
  const old: string[] = [];
  for (const name of await namesIn(home))
    if (old.length < filesAtOnce && (await isOld(join(home, name), unnamedForMs))) old.push(name);
  const named = await listNamed(old);
  let swept = 0;
  for (const name of old.filter((one) => !named.has(one))) {
    const path = join(aside, name);
    // Another process may have been faster.
    if (
      !(await rename(join(home, name), path).then(
        () => true,
        () => false,
      ))
    )
      continue;
    if (await isOld(path, unnamedForMs)) {
      await utimes(path, nowMs / 1000, nowMs / 1000);
      swept += 1;
    } else await rename(path, join(home, name));
  }
  await settleAside({ aside, home, beginning, isOld, listNamed });
  return swept;
}

/** Brings back what is named after all, and deletes what nobody has named for a month. */
async function settleAside({
  aside,
  home,
  beginning,
  isOld,
  listNamed,
}: {
  readonly aside: string;
  readonly home: string;
  readonly beginning: string;
  readonly isOld: (path: string, afterMs: number) => Promise<boolean>;
  readonly listNamed: Parameters<SweepContent>[1];
}): Promise<void> {
  const names = (await namesIn(aside)).filter((name) => name.startsWith(beginning)).slice(0, filesAtOnce);
  const named = await listNamed(names);
  for (const name of names) {
    const path = join(aside, name);
    if (named.has(name)) {
      await mkdir(home, { recursive: true, mode: 0o700 });
      await rename(path, join(home, name)).catch(() => {});
    } else if (await isOld(path, asideForMs)) await unlink(path).catch(() => {});
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^[0-9a-f]{64}$/.test(name)).toSorted();
}

/** The file system's time: that of a file that is made just now. */
async function fileSystemNow(folder: string): Promise<number> {
  const path = join(folder, `${randomUUID()}.now`);
  await writeFile(path, "", { mode: 0o600 });
  try {
    return (await stat(path)).mtimeMs;
  } finally {
    await unlink(path).catch(() => {});
  }
}
