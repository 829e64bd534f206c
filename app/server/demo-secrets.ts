import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const secretsSchema = z.object({ SESSION_SECRET: z.string().min(32), MASTER_KEYS: z.string() });
export type DemoSecrets = z.infer<typeof secretsSchema>;

/**
 * The demo's secrets, kept in a file beside its data that only its owner reads, so that a sign-in outlives a restart.
 * They are made when there are none.
 */
export function demoSecrets(file: string): DemoSecrets {
  if (existsSync(file)) {
    const kept = secretsSchema.safeParse(parseJson(readFileSync(file, "utf8")));
    if (kept.success) return kept.data;
  }
  const made = {
    SESSION_SECRET: randomBytes(32).toString("base64url"),
    MASTER_KEYS: `1:${randomBytes(32).toString("base64")}`,
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  // The mode above counts for a new file only.
  chmodSync(file, 0o600);
  return made;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
