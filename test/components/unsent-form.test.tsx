import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { keepUnsent, putBack, takeUnsent, unsentForm } from "#app/components/unsent-form.ts";

const reader = "ada@partner.example";
const page = "/support/new?topic=refund";

beforeEach(() => {
  sessionStorage.clear();
  document.body.innerHTML = "";
});

function typed(entries: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

const written = (entries: readonly (readonly [string, string])[]) => unsentForm(reader, page, typed(entries));

function body(html: string): HTMLFormElement {
  document.body.innerHTML = html;
  return document.querySelector("form[method=post]") as HTMLFormElement;
}

describe("what is kept of a form that was not sent", () => {
  it("has no passwords, secrets, software keys, files or confirmations", () => {
    const data = typed([
      ["subject", "Refund"],
      ["password", "hunter2"],
      ["clientSecret", "s3cret"],
      ["note", "VK7JG-NPHTM-C97JM-9MPGT-3V66T"],
      ["isConfirmed", "on"],
      ["isAcknowledged", "on"],
    ]);
    data.append("attachments", new File(["x"], "x.pdf"));
    expect(unsentForm(reader, page, data).fields).toEqual([["subject", "Refund"]]);
  });

  it("has no field in which any page of the portal asks for a password", () => {
    const pages = ["app/routes", "app/components"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".tsx"))
        .map((file) => readFileSync(`${folder}/${file}`, "utf8")),
    );
    const asked = pages.flatMap((source) => source.match(/<(?:InputField|input)\b[^<]*?type="password"/g) ?? []);
    expect(asked.length).toBe(pages.join("").split('type="password"').length - 1);
    const names = asked
      .map((tag) => /fields(?:\.|\[")(\w+)|name(?:: |=)"(\w+)"/.exec(tag))
      .map((m) => m?.[1] ?? m?.[2]);
    expect(new Set(names)).toEqual(new Set(["password", "oldPassword", "newPassword", "repeatedPassword"]));
    expect(written(names.map((name) => [name ?? "unnamed", "hunter2"])).fields).toEqual([]);
  });

  it("is handed out once", () => {
    const form = written([["subject", "Refund"]]);
    keepUnsent(form);
    expect(takeUnsent()).toEqual(form);
    expect(takeUnsent()).toBeNull();
  });

  it("is nothing where it is too long, or where something else lies there", () => {
    keepUnsent(written([["subject", "x".repeat(100_001)]]));
    expect(takeUnsent()).toBeNull();
    for (const other of ["{", "null", "7", "{}"]) {
      sessionStorage.setItem("unsent-form", other);
      expect(takeUnsent(), other).toBeNull();
    }
  });
});

describe("a form that gets back what was typed", () => {
  it("has it in text, choices and ticks, and keeps what is hidden or to be confirmed", () => {
    const form = body(`
      <form method="get"><input name="subject"></form>
      <form method="post">
        <input type="hidden" name="price" value="new"><input name="subject" value="suggested">
        <textarea name="text"></textarea>
        <select name="topic"><option value="a">A</option><option value="b">B</option></select>
        <input type="radio" name="plan" value="monthly" checked><input type="radio" name="plan" value="annual">
        <input type="checkbox" name="roles" value="one" checked><input type="checkbox" name="roles" value="two">
        <input type="checkbox" name="isConfirmed">
        <input name="line" value="1"><input name="line" value="2">
        <button name="intent" value="send">Send</button>
      </form>`);
    const changed: string[] = [];
    form.addEventListener("input", ({ target }) => changed.push((target as HTMLInputElement).name));
    const kept = written([
      ["price", "old"],
      ["subject", "Refund"],
      ["text", "Two\nlines"],
      ["topic", "b"],
      ["plan", "annual"],
      ["roles", "two"],
      ["isConfirmed", "on"],
      ["line", "1"],
      ["line", "20"],
      ["intent", "send"],
    ]);
    expect(putBack(document, kept)).toBe(true);
    expect([...new FormData(form)]).toEqual([
      ["price", "new"],
      ["subject", "Refund"],
      ["text", "Two\nlines"],
      ["topic", "b"],
      ["plan", "annual"],
      ["roles", "two"],
      ["line", "1"],
      ["line", "20"],
    ]);
    expect(changed).toEqual(["subject", "text", "topic", "plan", "roles", "roles", "line"]);
  });

  it("is the one that has all its fields; without such a form nothing is written anywhere", () => {
    body('<form method="post"><input name="subject" value="mine"><input name="other"></form>');
    expect(
      putBack(
        document,
        written([
          ["subject", "Refund"],
          ["text", "x"],
        ]),
      ),
    ).toBe(false);
    expect(document.querySelector<HTMLInputElement>("input[name=subject]")?.value).toBe("mine");
    expect(putBack(document, written([]))).toBe(false);
  });
});
