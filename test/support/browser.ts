import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A Chromium for tests, and what to start it with. */
export type Browser = {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** Keeps a test's browser from calling home and from asking for what a bare machine does not have. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The browser of this machine: the one named by CHROMIUM_PATH, else Debian's, else the one that comes in the package
 * `@sparticuz/chromium` (unpacked to the temporary folder on first use).
 */
export async function findBrowser(environment: Readonly<Record<string, string | undefined>>): Promise<Browser> {
  const named = environment["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return { executablePath: named, args: quiet, env: {} };
  if (isExecutable("/usr/bin/chromium")) return { executablePath: "/usr/bin/chromium", args: quiet, env: {} };
  return packagedBrowser();
}

/**
 * The browser in the package, unpacked into a folder of its own together with the libraries and fonts that a bare
 * machine lacks (NSS). The package brings those only where it takes the machine for a certain cloud's, so it is told so
 * while it unpacks. Of the arguments it suggests only the two that are needed here are taken: the others switch off
 * the web's security, which is what some tests are about.
 */
export async function packagedBrowser(): Promise<Browser> {
  const folder = join(tmpdir(), "portal-test-browser");
  mkdirSync(folder, { recursive: true });
  const executablePath = await withEnvironment({ TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" }, async () => {
    const { default: sparticuz } = await import("@sparticuz/chromium");
    sparticuz.setGraphicsMode = false;
    return sparticuz.executablePath();
  });
  return {
    executablePath,
    args: [...quiet, "--no-zygote", "--font-render-hinting=none"],
    env: { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_FILE: writeFontConfiguration(folder) },
  };
}

/**
 * Where the browser finds fonts: those in the package and the machine's. The package's own list names other folders;
 * and a browser that finds no font at all ends the page that waits for one.
 */
function writeFontConfiguration(folder: string): string {
  const file = join(folder, "fonts.conf");
  const folders = [join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
      `${folders.map((path) => `<dir>${path}</dir>`).join("")}<cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>\n`,
  );
  return file;
}

/** Runs something with other environment variables, and puts every variable back afterwards. */
async function withEnvironment<T>(variables: Record<string, string>, run: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await run();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
