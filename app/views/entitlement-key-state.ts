import type { EntitlementContent } from "#app/domain/entitlement/entitlement.ts";

/**
 * What has become of the key of an entitlement, for one version or for all of them together.
 *
 * `not-drawn`: nobody has asked for it. `shown`: it was drawn and shown. `replaced`: one leaked, a fresh one is bound.
 * `withdrawn`: one leaked, and the next look draws a fresh one. `revoked`: the purchase was cancelled.
 * `none-needed`: the product comes without a key.
 */
export type KeyStateName = "not-drawn" | "shown" | "replaced" | "withdrawn" | "revoked" | "none-needed";

type KeyOfVersion = { readonly isRevoked: boolean; readonly revokedCause: string | null };

/** The state of one version, from all keys that it ever had, oldest first. */
export function keyStateOfVersion(keys: readonly KeyOfVersion[]): KeyStateName {
  const newest = keys.at(-1);
  if (newest === undefined) return "not-drawn";
  if (!newest.isRevoked) return keys.some(({ isRevoked }) => isRevoked) ? "replaced" : "shown";
  return newest.revokedCause === "leaked" ? "withdrawn" : "revoked";
}

/** The states that a list shows first: what needs somebody comes before what is as it should be. */
const order: readonly KeyStateName[] = ["withdrawn", "replaced", "shown", "revoked", "not-drawn"];

/** The state of an entitlement, from all keys of all its versions, oldest first for each version. */
export function keyStateOf(
  content: Pick<EntitlementContent, "needsKey">,
  keys: readonly (KeyOfVersion & { readonly version: string })[],
): KeyStateName {
  if (!content.needsKey) return "none-needed";
  const versions = new Set(keys.map(({ version }) => version));
  const states = [...versions].map((version) => keyStateOfVersion(keys.filter((key) => key.version === version)));
  return order.find((state) => states.includes(state)) ?? "not-drawn";
}
