import { looksLikeKey } from "#app/domain/entitlement/key-format.ts";

/** Values of such fields are typed anew each time: they are neither sent back to the browser nor kept in it. */
const secretField = /password|secret|token|code|totp|recovery/i;

/** Whether what was typed is not shown again: by the field's name, and wherever somebody typed a software key. */
export function isSecret(name: string, value: string): boolean {
  return secretField.test(name) || looksLikeKey(value);
}
