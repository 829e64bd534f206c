import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = new URL("../../app/routes/", import.meta.url);
const files = readdirSync(folder).filter((name) => /\.tsx?$/.test(name));

describe("every route", () => {
  it.each(files)("%s shows its failures inside the frame, if it is a page", (name) => {
    const source = readFileSync(new URL(name, folder), "utf8");
    const isPage = source.includes("export default");
    expect(source.includes("RouteErrorPage as ErrorBoundary")).toBe(isPage);
  });

  it.each(files)("%s stays short enough to be read in one go", (name) => {
    expect(readFileSync(new URL(name, folder), "utf8").split("\n").length).toBeLessThanOrEqual(300);
  });
});
