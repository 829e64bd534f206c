import type { LoaderFunctionArgs } from "@remix-run/node";
import { pools } from "#app/domain/licensing/product-list/attributes.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { type CsvField, csvResponse } from "#app/http/csv-response.server.ts";
import { editionParam } from "#app/http/product-list-params.ts";
import { oneOfOrNone, searchText } from "#app/http/search-params.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { type GroupLine, productListGroupsView } from "#app/views/product-list/catalogue.ts";

/** The groups that the filters of the index find, as a file; two files of one edition are the same. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const { searchParams } = new URL(args.request.url);
  const view = orThrow(
    await productListGroupsView(visitor.view, {
      edition: editionParam(searchParams),
      search: "",
      section: oneOfOrNone(searchParams, "section", ["software", "online-services"]) ?? null,
      pool: oneOfOrNone(searchParams, "pool", pools) ?? null,
      programme: searchText(searchParams, "programme") ?? null,
    }),
    visitor,
  );
  return csvResponse({
    fileName: `product-list-${view.edition?.number ?? 0}-groups.csv`,
    header: [
      t("productList:groups.name"),
      t("productList:upload.reason"),
      t("productList:groups.section"),
      t("productList:groups.pool"),
      t("productList:groups.saClass"),
      t("productList:groups.prior"),
      t("productList:source.line"),
    ],
    rows: rowsOf(view.groups, t),
  });
}

async function* rowsOf(groups: readonly GroupLine[], t: Translate): AsyncGenerator<readonly CsvField[]> {
  for (const { name, nameSource, section, pools: own, saClasses, predecessors, line } of groups)
    yield [
      name,
      t(`productList:nameSource.${nameSource}`),
      t(`productList:section.${section}`),
      own === "depends" ? t("productList:groups.depends") : own.map((pool) => t(`productList:pool.${pool}`)).join(", "),
      saClasses.map((one) => t(`productList:saClass.${one}`)).join(", "),
      predecessors.join(" · "),
      line,
    ];
}
