import { describe, expect, it } from "vitest";
import { paths, withSearch } from "#app/http/paths.ts";

describe("the portal's addresses", () => {
  it("are these", () => {
    const sample: Record<string, unknown[]> = {};
    const all = Object.entries(paths).map(([name, path]) => {
      const make = path as (...parts: unknown[]) => string;
      return [name, make(...(sample[name] ?? ["C", "S", "1"].slice(0, make.length)))] as const;
    });
    expect(Object.fromEntries(all)).toMatchSnapshot();
  });

  it("carry ids that need escaping as one segment", () => {
    expect(paths.customer("a/../b?c#d")).toBe("/customers/a%2F..%2Fb%3Fc%23d");
  });

  it("leave out what is not searched for", () => {
    expect(withSearch("/x", { a: undefined, b: "", c: null, d: 0, e: "ä &" })).toBe("/x?d=0&e=%C3%A4+%26");
  });
});
