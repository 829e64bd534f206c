import { readFileSync, statSync } from "node:fs";

/** Where the master keys come from: a file that its owner alone can read, or the environment. */
export type MasterKeySource = { readonly file: string } | { readonly text: string };

/** The master keys at hand. Read again when the file has changed, so that a new one is there without a restart. */
export type MasterKeys = {
  /** All versions with their 32 bytes, ascending. */
  all(): readonly MasterKey[];
};

export type MasterKey = { readonly version: number; readonly bytes: Buffer };

/** Why master keys cannot be used. Names the place and the rule, never a value. */
export class MasterKeyError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = "MasterKeyError";
  }
}

const keyBytes = 32;
const remedy = `node -e "console.log('1:' + require('node:crypto').randomBytes(32).toString('base64'))"`;

/**
 * Reads master keys: one `<version>:<base64 of 32 bytes>` a line (or separated by commas), versions from 1 on, the
 * highest being the present one. A single key without a version is version 1. Lines that begin with `#` are comments.
 *
 * @throws MasterKeyError where there is none, one is not 32 random bytes, or others than the owner can read the file
 */
export function loadMasterKeys(source: MasterKeySource): MasterKeys {
  if ("text" in source) {
    const keys = parseMasterKeys(source.text);
    return { all: () => keys };
  }
  let read = readMasterKeyFile(source.file);
  return {
    all() {
      if (stampOf(source.file) !== read.stamp) read = readMasterKeyFile(source.file);
      return read.keys;
    },
  };
}

function readMasterKeyFile(file: string): { readonly stamp: string; readonly keys: readonly MasterKey[] } {
  const stamp = stampOf(file);
  const stats = statSync(file);
  if (!stats.isFile()) throw new MasterKeyError(`${file} is not a file`);
  // Windows has no such modes; there the folder's rights have to keep others out.
  if (process.platform !== "win32" && (stats.mode & 0o077) !== 0)
    throw new MasterKeyError(`${file} can be read by others than its owner: chmod 0400 ${file}`);
  return { stamp, keys: parseMasterKeys(readFileSync(file, "utf8")) };
}

function stampOf(file: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(" ");
  } catch {
    throw new MasterKeyError(`${file} cannot be read. Make one with: ${remedy} > ${file} && chmod 0400 ${file}`);
  }
}

export function parseMasterKeys(text: string): readonly MasterKey[] {
  const entries = text
    .split(/[\n,]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "" && !entry.startsWith("#"));
  const keys = entries.map((entry) => parseMasterKey(entry, entries.length));
  if (keys.length === 0) throw new MasterKeyError(`There is no master key. Make one with: ${remedy}`);
  const versions = new Set(keys.map(({ version }) => version));
  if (versions.size < keys.length) throw new MasterKeyError("Two master keys have the same version");
  if (new Set(keys.map(({ bytes }) => bytes.toString("hex"))).size < keys.length)
    throw new MasterKeyError("Two versions are the same master key");
  return keys.sort((a, b) => a.version - b.version);
}

function parseMasterKey(entry: string, entries: number): MasterKey {
  const [, version, encoded] = /^(?:(\d{1,9}):)?([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
  if (encoded === undefined || (version === undefined && entries > 1))
    throw new MasterKeyError("A master key is not written as <version>:<base64 of 32 bytes>");
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.length !== keyBytes) throw new MasterKeyError(`A master key is not 32 bytes. Make one with: ${remedy}`);
  if (new Set(bytes).size < 12) throw new MasterKeyError(`A master key is not random. Make one with: ${remedy}`);
  const number = Number(version ?? "1");
  if (number < 1) throw new MasterKeyError("Versions of master keys begin with 1");
  return { version: number, bytes };
}
