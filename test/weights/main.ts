import { kilobytes, weighBuild } from "#test/support/page-weights.ts";

/**
 * `npm run page-weights`: what each page of the build brings into the browser, the heaviest first. Scripts in kB,
 * gzipped, without the words and the table of routes, which are the same for all and stand above.
 */
const { pages, wordBytes, manifestBytes } = weighBuild();
const lines = [
  `words: English ${kilobytes(wordBytes.en)} kB, German ${kilobytes(wordBytes.de)} kB; table of routes ${kilobytes(manifestBytes)} kB`,
  "",
  "     kB  files  page",
  ...pages.map(
    ({ route, scriptBytes, files }) => `${kilobytes(scriptBytes).padStart(7)}  ${String(files).padStart(5)}  ${route}`,
  ),
];
process.stdout.write(`${lines.join("\n")}\n`);
