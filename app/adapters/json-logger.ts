import { pino } from "pino";

/** Names of fields that never reach a log, wherever someone puts them. */
const secretFields = [
  "password",
  "oldPassword",
  "newPassword",
  "passwordHash",
  "token",
  "cookie",
  "authorization",
  "sessionId",
];

/** One JSON line per event on standard output; a line break in a value stays inside its line. */
export function createJsonLogger(level: string) {
  return pino({
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), censor: "[secret]" },
  });
}
