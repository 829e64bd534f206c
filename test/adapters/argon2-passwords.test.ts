import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { argon2Parameters, createArgon2Passwords } from "#app/adapters/argon2-passwords.ts";
import { decoyHash, provesPassword } from "#app/services/accounts/sign-in.server.ts";

const passwords = createArgon2Passwords();
const prefix = `$argon2id$v=19$m=${argon2Parameters.memoryCost},t=${argon2Parameters.timeCost},p=${argon2Parameters.parallelism}$`;

describe("Passwords as argon2id", () => {
  test("are hashed with the floor's parameters, and salted", async () => {
    const [one, two] = [await passwords.hash("vier Möwen am Kai"), await passwords.hash("vier Möwen am Kai")];
    expect(one.startsWith("$argon2id$v=19$m=19456,t=2,p=1$")).toBe(true);
    expect(one).not.toBe(two);
  });

  test("fit as typed, whatever the letters, and neither cut nor with something behind", async () => {
    const typed = fc.string({ unit: "binary", minLength: 12, maxLength: 128 });
    await fc.assert(
      fc.asyncProperty(typed, async (password) => {
        const hash = await passwords.hash(password);
        expect(await passwords.verify(hash, password)).toBe(true);
        expect(await passwords.verify(hash, Array.from(password).slice(0, -1).join(""))).toBe(false);
        expect(await passwords.verify(hash, `${password} `)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  test("that differ only behind the 72nd byte differ", async () => {
    const long = "ä".repeat(100);
    expect(await passwords.verify(await passwords.hash(`${long}a`), `${long}b`)).toBe(false);
  });

  test("fit nothing that is no hash", async () => {
    expect(await passwords.verify("never-set", "never-set")).toBe(false);
    expect(await passwords.verify("", "")).toBe(false);
  });

  test("of nobody are checked against a decoy of the same cost", async () => {
    expect(decoyHash.startsWith(prefix)).toBe(true);
    const real = await passwords.hash("vier Möwen am Kai");
    expect(decoyHash.length).toBe(real.length);
    expect(await provesPassword({ passwords }, undefined, "vier Möwen am Kai")).toBe(false);
    expect(await provesPassword({ passwords }, { passwordHash: "never-set" }, "never-set")).toBe(false);
  });

  test("take as long for nobody as for somebody, within a tenth", async () => {
    const account = { passwordHash: await passwords.hash("vier Möwen am Kai") };
    const timed = async (who: typeof account | undefined) => {
      const start = process.hrtime.bigint();
      await provesPassword({ passwords }, who, "drei Möwen am Kai");
      return Number(process.hrtime.bigint() - start);
    };
    // The quickest of many, taken in turns: whatever else the machine does can only make one slower. On a busy machine
    // it takes more of them until both had a quiet moment.
    let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    const differ = () => Math.abs(unknown / known - 1);
    for (let round = 0; round < 200 && (round < 15 || differ() >= 0.1); round++) {
      known = Math.min(known, await timed(account));
      unknown = Math.min(unknown, await timed(undefined));
    }
    expect(differ()).toBeLessThan(0.1);
  });
});
