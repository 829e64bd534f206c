import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createKeyVault } from "#app/adapters/key-vault.ts";
import { loadMasterKeys, MasterKeyError, parseMasterKeys } from "#app/adapters/key-vault-master-keys.ts";
import { createLinkSigner } from "#app/adapters/link-signer.ts";

const bytes = () => randomBytes(32).toString("base64");

describe("Master keys", () => {
  test("are one a line or separated by commas, with versions; a single one may do without", () => {
    const [one, two] = [bytes(), bytes()];
    const versionsOf = (text: string) => parseMasterKeys(text).map(({ version }) => version);
    expect(versionsOf(`2:${two}\n# the old one\n1:${one}\n`)).toEqual([1, 2]);
    expect(versionsOf(`1:${one},7:${two}`)).toEqual([1, 7]);
    expect(versionsOf(one)).toEqual([1]);
    expect(parseMasterKeys(one)[0]?.bytes.toString("base64")).toBe(one);
  });

  test.each([
    ["nothing", ""],
    ["only a comment", "# nothing yet"],
    ["16 bytes", `1:${randomBytes(16).toString("base64")}`],
    ["33 bytes", `1:${randomBytes(33).toString("base64")}`],
    ["zeros", `1:${Buffer.alloc(32).toString("base64")}`],
    ["words", "1:correct horse battery staple"],
    ["version 0", `0:${bytes()}`],
    ["the same version twice", `1:${bytes()}\n1:${bytes()}`],
    ["two without versions", `${bytes()}\n${bytes()}`],
  ])("that are %s are refused, without their text", (_, text) => {
    expect(() => parseMasterKeys(text)).toThrow(MasterKeyError);
    try {
      parseMasterKeys(text);
    } catch (error) {
      for (const part of text.split(/[\n:,]/).filter((piece) => piece.length > 12))
        expect(String(error)).not.toContain(part);
    }
  });

  test("that are one key under two versions are refused: a rotation to it would be none", () => {
    const one = bytes();
    expect(() => parseMasterKeys(`1:${one}\n2:${one}`)).toThrow(MasterKeyError);
  });
});

describe("A file of master keys", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "portal-keys-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (text: string, mode = 0o400) => {
    const file = join(folder, "master.keys");
    rmSync(file, { force: true });
    writeFileSync(file, text, { mode });
    chmodSync(file, mode);
    return file;
  };

  test.each([0o440, 0o404, 0o644, 0o420, 0o401])("that others can read (%o) is refused", (mode) => {
    const file = write(`1:${bytes()}`, mode);
    expect(() => loadMasterKeys({ file })).toThrow(/chmod 0400/);
  });

  test("that is missing, or a folder, is refused with the way to make one", () => {
    expect(() => loadMasterKeys({ file: join(folder, "none") })).toThrow(/randomBytes/);
    expect(() => loadMasterKeys({ file: folder })).toThrow(MasterKeyError);
  });

  test("is read again when it has changed: a new version is there without a restart", async () => {
    const first = `1:${bytes()}`;
    const file = write(first);
    const vault = createKeyVault(loadMasterKeys({ file }));
    const old = await vault.wrap(Buffer.from("data key"), "context");
    expect([vault.currentVersion(), vault.holds(2)]).toEqual([1, false]);
    write(`${first}\n2:${bytes()}`);
    expect([vault.currentVersion(), vault.holds(2)]).toEqual([2, true]);
    expect((await vault.unwrap(old, "context")).toString()).toBe("data key");
    expect((await vault.wrap(Buffer.from("data key"), "context")).masterVersion).toBe(2);
  });
});

describe("Signed links", () => {
  const [one, two] = [`1:${bytes()}`, `2:${bytes()}`];
  const signerOf = (text: string) => createLinkSigner(loadMasterKeys({ text }));

  test("verify as they were signed and not with any letter changed, also one that base64 would ignore", () => {
    const signer = signerOf(one);
    const { signature, keyVersion } = signer.sign("payload");
    expect(keyVersion).toBe(1);
    expect(signature).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(signer.verify("payload", signature)).toBe(true);
    expect(signer.verify("payloae", signature)).toBe(false);
    for (let index = 0; index < signature.length; index++)
      for (const letter of ["A", "B", "C", "E", "Q", "g", "-"]) {
        const changed = signature.slice(0, index) + letter + signature.slice(index + 1);
        expect(signer.verify("payload", changed)).toBe(changed === signature);
      }
    for (const odd of ["", signature.slice(0, 42), `${signature}A`, `${signature}=`, "ä".repeat(43)])
      expect(signer.verify("payload", odd)).toBe(false);
  });

  test("outlive a rotation while the old master key is there, and end with it", () => {
    const { signature } = signerOf(one).sign("payload");
    const both = signerOf(`${one}\n${two}`);
    expect(both.verify("payload", signature)).toBe(true);
    expect(both.sign("payload")).toMatchObject({ keyVersion: 2 });
    expect(signerOf(two).verify("payload", signature)).toBe(false);
  });
});
