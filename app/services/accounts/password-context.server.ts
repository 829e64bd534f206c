import type { Organization } from "#app/domain/access/organization.ts";
import type { Db } from "#db/client.ts";
import { findOrganizationName, type UserAccount } from "#db/repositories/users.ts";

/** What a guesser knows of the owner of an account, and what a password must therefore not contain. */
export async function passwordContextOf(
  db: Db,
  account: Pick<UserAccount, "email" | "displayName"> & { readonly organization: Organization },
): Promise<string[]> {
  const organizationName = await findOrganizationName(db, account.organization);
  return [account.email, account.displayName, ...(organizationName === undefined ? [] : [organizationName])];
}
