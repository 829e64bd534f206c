import { type Algorithm, hash, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "#app/services/ports.ts";

/** Memory in KiB, passes and lanes: the floor of ASVS 5.0, appendix C. */
export const argon2Parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** `Algorithm.Argon2id`; the package declares it as a const enum, which cannot be imported by files compiled alone. */
const argon2id = 2 as Algorithm;

/** Passwords as argon2id in PHC format, salted by the library. About 20 ms and 19 MiB each, on a thread of its own. */
export function createArgon2Passwords(): PasswordHasher {
  return {
    hash: (password) => hash(password, { ...argon2Parameters, algorithm: argon2id }),
    // What is no hash (an account whose password was never set) fits no password.
    verify: (stored, password) => verify(stored, password).catch(() => false),
  };
}
