import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { builtClientDirectory } from "#app/server/create-server.ts";

/** What the build says of a route: its files, and the routes around it. */
type BuiltRoute = {
  readonly id: string;
  readonly parentId?: string;
  readonly module: string;
  readonly imports: readonly string[];
};

type Manifest = {
  readonly entry: Pick<BuiltRoute, "module" | "imports">;
  readonly routes: Readonly<Record<string, BuiltRoute>>;
  readonly url: string;
};

export type PageWeight = {
  /** As the file is named, without its folder. */
  readonly route: string;
  /** Scripts that nothing but this page and the frame need, in bytes, gzipped. Nought for a plain page. */
  readonly scriptBytes: number;
  readonly files: number;
};

export type BuildWeight = {
  readonly pages: readonly PageWeight[];
  /** The words of a language and the table of routes, which come with every page that has scripts. */
  readonly wordBytes: Readonly<Record<"en" | "de", number>>;
  readonly manifestBytes: number;
};

const assets = join(builtClientDirectory, "assets");
const routeFiles = new URL("../../app/routes/", import.meta.url);

/** What each page of the build brings into the browser, the heaviest first. */
export function weighBuild(): BuildWeight {
  if (!existsSync(assets)) throw new Error("There is no build. Make one: npm run build");
  const names = readdirSync(assets);
  const named = (start: string) => names.find((name) => name.startsWith(start) && name.endsWith(".js")) ?? start;
  const sizes = new Map<string, number>();
  const sizeOf = (path: string): number => {
    const known = sizes.get(path) ?? gzipSync(readFileSync(join(builtClientDirectory, path))).length;
    sizes.set(path, known);
    return known;
  };
  const manifestName = named("manifest-");
  const text = readFileSync(join(assets, manifestName), "utf8");
  const manifest = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Manifest;
  const pages = Object.values(manifest.routes)
    .filter(({ id }) => isPage(id))
    .map((route) => {
      const files = isPlainRoute(route.id) ? [] : [...filesOf(route, manifest)];
      return {
        route: route.id.replace(/^routes\//, ""),
        scriptBytes: files.reduce((sum, path) => sum + sizeOf(path), 0),
        files: files.length,
      };
    })
    .toSorted((one, other) => other.scriptBytes - one.scriptBytes || one.route.localeCompare(other.route, "en"));
  const asset = (name: string) => sizeOf(`/assets/${name}`);
  return {
    pages,
    wordBytes: { en: asset(named("resources.en-")), de: asset(named("resources.de-")) },
    manifestBytes: asset(manifestName),
  };
}

/** The files of a route, of those around it and of the frame, each once. */
function filesOf(route: BuiltRoute, { entry, routes }: Manifest): Set<string> {
  const files = new Set([entry.module, ...entry.imports]);
  for (let one: BuiltRoute | undefined = route; one !== undefined; one = routes[one.parentId ?? ""]) {
    for (const path of [one.module, ...one.imports]) files.add(path);
  }
  return files;
}

const sourceOf = (id: string) => readFileSync(new URL(`${id.replace(/^routes\//, "")}.tsx`, routeFiles), "utf8");

/** A route that draws something; the others answer with a file, with JSON or with a redirect. */
function isPage(id: string): boolean {
  return (
    existsSync(new URL(`${id.replace(/^routes\//, "")}.tsx`, routeFiles)) && /^export default /m.test(sourceOf(id))
  );
}

function isPlainRoute(id: string): boolean {
  return sourceOf(id).includes("plainPage as handle");
}

/** Kilobytes of 1,000 bytes with one digit. */
export function kilobytes(bytes: number): string {
  return (bytes / 1_000).toFixed(1);
}
