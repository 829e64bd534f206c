import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { type CsvField, csvResponse } from "#app/http/csv-response.server.ts";
import { editionNumber, sinceParam } from "#app/http/product-list-params.ts";
import { changedPart } from "#app/i18n/product-list-words.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { type ChangesView, productListChangesView } from "#app/views/product-list/reference.ts";

/** The change log of an edition, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const edition = editionNumber(args.params["number"]);
  const since = sinceParam(new URL(args.request.url).searchParams);
  const { changes } = orThrow(await productListChangesView(visitor.view, { edition, since }), visitor);
  return csvResponse({
    fileName: `product-list-${edition}-changes.csv`,
    header: [
      t("productList:editions.subject"),
      t("productList:editions.change"),
      t("productList:editions.part"),
      t("productList:editions.origin"),
      t("productList:editions.before"),
      t("productList:editions.after"),
      t("productList:source.line"),
    ],
    rows: rowsOf(changes, t),
  });
}

async function* rowsOf(changes: ChangesView["changes"], t: Translate): AsyncGenerator<readonly CsvField[]> {
  for (const { subject, kind, part, origin, before, after, line } of changes)
    yield [
      subject,
      t(`productList:change.${kind}`),
      changedPart(part, t),
      t(origin === "printed" ? "productList:editions.printedOrigin" : "productList:editions.computed"),
      before,
      after,
      line,
    ];
}
