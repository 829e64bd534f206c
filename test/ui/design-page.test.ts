import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);

/** The files of a folder of the portal that a file names in its imports, as paths from the root. */
function importedBy(path: string, folder: string): string[] {
  const text = readFileSync(new URL(path, root), "utf8");
  return [...text.matchAll(/from "(?:#app|\.)\/([^"]+\.tsx)"/g)].flatMap(([, named = ""]) => {
    const full = named.includes("/") ? `app/${named}` : `${path.slice(0, path.lastIndexOf("/"))}/${named}`;
    return full.startsWith(folder) ? [full] : [];
  });
}

it("every part of the design system is on the page that shows them", () => {
  const seen = new Set<string>(["app/routes/design.tsx"]);
  // A set that grows while it is read is read to its end.
  for (const path of seen)
    for (const folder of ["app/ui/", "app/components/"])
      for (const imported of importedBy(path, folder)) seen.add(imported);
  const parts = readdirSync(new URL("app/ui/", root)).filter((name) => name.endsWith(".tsx"));
  expect(parts.length).toBeGreaterThan(15);
  expect(parts.filter((name) => !seen.has(`app/ui/${name}`))).toEqual([]);
});
