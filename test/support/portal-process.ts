import { createAccount, startPortal } from "./portal.ts";

/** A portal in a process of its own, for browser tests: one JSON line with its address and accounts, then it serves. */
const portal = await startPortal();
const accounts = {
  adminAgent: await createAccount(portal, { roles: ["admin-agent"], displayName: "Jana Petersen" }),
  salesAgent: await createAccount(portal, { roles: ["sales-agent"], displayName: "Tom Albrecht" }),
  operator: await createAccount(portal, { roles: ["operator"], displayName: "Ines Vogt" }),
};
process.send?.({ url: portal.url, accounts });
process.on("disconnect", () => void portal.close().finally(() => process.exit(0)));
