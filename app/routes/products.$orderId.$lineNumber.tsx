import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OwnProductHistory } from "#app/components/customer-portal/own-product-history.tsx";
import { OwnStatusBadge } from "#app/components/customer-portal/own-status-badge.tsx";
import type { KeysAnswer } from "#app/components/keys/answers.ts";
import { KeysAndDownloads } from "#app/components/keys/keys-and-downloads.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { answerKeysForm } from "#app/http/key-forms.server.ts";
import { choiceWishOf, lineNumberOf, sayKeysAndDownloads } from "#app/http/keys-words.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { keysAndDownloadsView } from "#app/views/entitlement.ts";
import { ownAccessesView } from "#app/views/own-accesses.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { retryAfter as headers } from "#app/http/retry-after.ts";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ title, data }) => [data.product.title, title]);

/** Accesses on the page of one product; the others are behind a link. */
const accessesShown = 10;

async function lineOf(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-own-software");
  const { actor } = visitor;
  const { orderId = "", lineNumber: text } = args.params;
  const lineNumber = lineNumberOf(text);
  if (lineNumber === undefined || actor.kind !== "customer")
    throw refuse({ code: "not-found", what: "order" }, visitor);
  return { visitor, line: { customerId: actor.customerId, orderId, lineNumber } };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, line } = await lineOf(args);
  const wish = choiceWishOf(new URL(args.request.url).searchParams);
  const { authenticatedAt } = visitor.user;
  const view = orThrow(await keysAndDownloadsView(visitor.view, { ...line, wish, authenticatedAt }), visitor);
  const history = await ownAccessesView(visitor.view, { entitlement: line, limit: accessesShown });
  return json({
    title: visitor.t("ownProducts:title"),
    data: sayKeysAndDownloads(view, visitor),
    history: orThrow(history, visitor),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, line } = await lineOf(args);
  return answerKeysForm(args, visitor, line);
}

/** Keys and downloads of one purchase, for the customer's own global admin. */
export default function OwnProduct() {
  const { title, data, history } = useLoaderData<typeof loader>();
  const answer = useActionData<KeysAnswer>();
  const t = useTranslate();
  const { product, orderId, lineNumber, standing, quantityText } = data;
  return (
    <PageStack>
      <PageHeader
        title={product.title}
        badge={<OwnStatusBadge status={standing} />}
        description={t("ownProducts:head", { quantity: quantityText, seller: history.seller })}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: paths.ownProducts(), label: title }] }}
      />
      <KeysAndDownloads
        data={data}
        answer={answer}
        links={{
          page: paths.ownProduct(orderId, lineNumber),
          withdraw: null,
          history: null,
          order: null,
          subscription: null,
          buy: null,
        }}
      />
      {answer !== undefined && answer.kind !== "refused" ? null : (
        <OwnProductHistory history={history} hasKey={data.key !== null && data.ended === null} />
      )}
    </PageStack>
  );
}
