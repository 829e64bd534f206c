import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { apiClientsView } from "#app/views/api-clients.ts";

/** The partner's applications as a file, without anything of their secrets. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-api-clients");
  return csvOfList(visitor, {
    name: "api-clients",
    columns: ["client_id", "name", "roles", "state", "created_at", "secret_made_at", "last_used_at", "revoked_at"],
    read: (keys) => apiClientsView(visitor.view, keys),
    rowsOf: ({ clients }) =>
      clients.map(({ id, name, roles, createdAt, secretMadeAt, lastUsedAt, revokedAt }) => [
        id,
        name,
        roles.join(" "),
        revokedAt === null ? "active" : "revoked",
        createdAt.iso,
        secretMadeAt.iso,
        lastUsedAt?.iso ?? null,
        revokedAt?.iso ?? null,
      ]),
  });
}
