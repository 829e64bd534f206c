import { createElement as h } from "react";
import { Links, Meta, Outlet, Scripts, useLoaderData } from "@remix-run/react";
import { json, type LoaderFunctionArgs, type ServerBuild } from "@remix-run/node";

type Row = { readonly id: string; readonly name: string; readonly domain: string; readonly country: string };

/** The address of the bare page. */
export const barePath = "/bare";

/**
 * The floor of a list page: a Remix app of one page that renders a plain table of 50 rows from one query, behind the
 * same server and with the same entry as the portal.
 */
export function bareBuild(portal: ServerBuild): ServerBuild {
  const root = {
    default: () =>
      h("html", { lang: "en" }, h("head", null, h(Meta), h(Links)), h("body", null, h(Outlet), h(Scripts))),
  };
  const page = { loader, default: BarePage };
  const manifest = { hasAction: false, hasLoader: true, hasErrorBoundary: false, module: "/assets/bare.js" };
  return {
    ...portal,
    routes: {
      root: { id: "root", path: "", module: root },
      bare: { id: "bare", parentId: "root", path: barePath.slice(1), module: page },
    },
    assets: {
      ...portal.assets,
      routes: {
        root: { id: "root", path: "", ...manifest, hasLoader: false },
        bare: { id: "bare", parentId: "root", path: barePath.slice(1), ...manifest },
      },
    },
  } as unknown as ServerBuild;
}

async function loader({ context }: LoaderFunctionArgs) {
  const rows = await context.portal.deps.db
    .selectFrom("customer")
    .select(["id", "name", "domain", "country"])
    .orderBy("partner_id")
    .orderBy("name_folded")
    .orderBy("id")
    .limit(50)
    .execute();
  return json({ rows });
}

function BarePage() {
  const { rows } = useLoaderData<{ rows: Row[] }>();
  return h(
    "table",
    null,
    h(
      "tbody",
      null,
      rows.map((row) =>
        h(
          "tr",
          { key: row.id },
          [row.id, row.name, row.domain, row.country].map((text, index) => h("td", { key: index }, text)),
        ),
      ),
    ),
  );
}
