import { describe, expect, it } from "vitest";
import { oneOf, oneOfOrNone, pageKeys, searchText } from "#app/http/search-params.ts";

const of = (text: string) => new URLSearchParams(text);

describe("what a list reads from its address", () => {
  it("is searched for without stray spaces, and no longer than anybody types", () => {
    expect(searchText(of("search=++Nord++wind+"))).toBe("Nord wind");
    expect(searchText(of("search=+++"))).toBeUndefined();
    expect(searchText(of(""))).toBeUndefined();
    expect(searchText(of(`search=${"a".repeat(500)}`))).toHaveLength(100);
  });

  it("is one of the known words, or the first of them", () => {
    expect(oneOf(of("sort=domain"), "sort", ["name", "domain"])).toBe("domain");
    expect(oneOf(of("sort=password_hash"), "sort", ["name", "domain"])).toBe("name");
    expect(oneOfOrNone(of("status=x"), "status", ["active"])).toBeUndefined();
  });

  it("is a key of a page, or none", () => {
    expect(pageKeys(of("after=WyJhIl0"))).toEqual({ after: "WyJhIl0", before: null });
    expect(pageKeys(of("after=%27%3B+drop&before="))).toEqual({ after: null, before: null });
    expect(pageKeys(of(`before=${"a".repeat(2000)}`))).toEqual({ after: null, before: null });
  });
});
