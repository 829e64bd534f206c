import { createJsonLogger } from "#app/adapters/json-logger.ts";

/** Logs what a hostile request could bring into a line, for `json-logger.test.ts`. */
const hostile = JSON.parse(process.argv[2] ?? "[]") as string[];
const logger = createJsonLogger("info");
for (const text of hostile) logger.info({ userAgent: text, nested: { password: text }, token: text }, text);
