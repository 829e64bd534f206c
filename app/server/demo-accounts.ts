import type { Role } from "#app/domain/access/roles.ts";
import { demoCustomers } from "#db/seeds/demo/customers.ts";
import { demoPartners, demoPassword, demoUsers, type DemoUser, newcomer } from "#db/seeds/demo/people.ts";

/** A sign-in of the demo, as it is printed. */
export type DemoAccount = {
  readonly email: string;
  readonly password: string;
  readonly organization: string;
  readonly roles: readonly Role[];
  readonly language: "en" | "de";
};

export const demoAccounts: readonly DemoAccount[] = demoUsers.map((user) => ({
  email: user.email,
  password: demoPassword,
  organization: organizationOf(user),
  roles: user.roles,
  language: user.language,
}));

function organizationOf({ organization }: DemoUser): string {
  switch (organization.kind) {
    case "operator":
      return "Operator";
    case "partner":
      return [...demoPartners, newcomer].find(({ key }) => key === organization.partner)?.name ?? organization.partner;
    case "customer":
      return demoCustomers.find(({ key }) => key === organization.customer)?.name ?? organization.customer;
  }
}

/** One table of all sign-ins for the terminal, organisation by organisation; the password is the same for all. */
export function accountsTable(accounts: readonly DemoAccount[]): string {
  const width = Math.max(...accounts.map(({ email }) => email.length)) + 2;
  const lines: string[] = [];
  let organization = "";
  for (const account of accounts) {
    if (account.organization !== organization) {
      organization = account.organization;
      lines.push("", `  ${organization}`);
    }
    lines.push(`    ${account.email.padEnd(width)}${account.language}  ${account.roles.join(", ")}`);
  }
  return lines.join("\n");
}
