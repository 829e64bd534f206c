import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decidePassword } from "#app/domain/access/password.ts";
import { productName } from "#app/i18n/product-name.ts";

const owner = ["inga.petersen@nordwind.example", "Inga Petersen", "Nordwind IT GmbH"];

const reasonFor = (password: string) => {
  const decision = decidePassword(password, owner);
  return decision.ok ? "fine" : decision.refusal.reason;
};

describe("A password", () => {
  test.each([
    ["", "too-short"],
    ["x7Kq!mPw2vR", "too-short"], // 11
    ["x7Kq!mPw2vRt", "fine"], // 12
    ["🐟🦀🐙🦑🐠🐡🦐🦞🐚🐳🐋", "too-short"], // 11 characters in 22 code units
    ["🐟🦀🐙🦑🐠🐡🦐🦞🐚🐳🐋🦈", "fine"],
    ["vier Möwen am Kai", "fine"],
    ["           ", "too-short"],
    ["correct horse battery staple", "fine"],
    ["nur Zahlen 918273 sind auch recht", "fine"],
    ["q".repeat(129), "too-long"],
  ])("%j is %s", (password, reason) => expect(reasonFor(password)).toBe(reason));

  test("of 128 characters is fine, of 129 too long, also when each takes two code units", () => {
    const fishes = Array.from({ length: 128 }, (_, n) => String.fromCodePoint(0x1f400 + ((n * 37) % 64))).join("");
    expect(reasonFor(fishes)).toBe("fine");
    expect(reasonFor(`${fishes}🐟`)).toBe("too-long");
  });

  test.each([
    "123456789012",
    "1234567890123456",
    "password1234",
    "Password1235",
    "P@ssw0rd2026!",
    "passwordpassword",
    "Passwort2026!!",
    "qwertyuiop12",
    "qwertzuiop123",
    "1q2w3e4r5t6y",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "hamhamhamham",
    "iloveyou1234",
    "Sommer2026!!",
    "administrator",
    "Administrator1",
    "welcome123456",
    "letmein123456",
    "asdfghjkl123",
    "dragon111111",
    "Willkommen2026",
    "fussball-2024",
    "    password    ",
    "changeme12345",
    "000000000000",
    "987654321098",
  ])("such as %j is what attackers try first", (password) => expect(reasonFor(password)).toBe("too-common"));

  test.each([
    "Petersen steigt ein",
    "wir von NORDWIND sind da",
    "ingas 4 Katzen: inga",
    "das Portal ist offen",
    `Mein ${productName} 4711`,
  ])("that contains what is known of its owner is refused: %j", (password) =>
    expect(reasonFor(password)).toBe("contains-context"),
  );

  test("is never refused for being random, whatever its letters, and comes back as typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-composite", minLength: 16, maxLength: 40 }), (letters) => {
        fc.pre(Array.from(letters).length <= 128 && new Set(letters).size > 10);
        const decision = decidePassword(letters, []);
        const answer = decision.ok ? decision.value : decision.refusal.reason;
        expect([letters, "too-common"]).toContain(answer);
      }),
    );
  });

  test("of 16 random letters and digits is fine", () => {
    const alphabet = Array.from("abcdefghjkmnpqrstuvwxyz23456789");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { minLength: 16, maxLength: 16 }), (letters) => {
        fc.pre(new Set(letters).size >= 9);
        expect(decidePassword(letters.join(""), []).ok).toBe(true);
      }),
    );
  });
});
