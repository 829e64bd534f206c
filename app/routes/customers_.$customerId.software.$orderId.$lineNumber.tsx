import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SubscriptionStatusBadge } from "#app/components/customer/subscription-status.tsx";
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
import { TextLink } from "#app/ui/text-link.tsx";
import { keysAndDownloadsView } from "#app/views/entitlement.ts";

export { retryAfter as headers } from "#app/http/retry-after.ts";
export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ title, data }) => [title, data.product.title, data.customer.name]);

async function lineOf(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const { customerId = "", orderId = "", lineNumber: text } = args.params;
  const lineNumber = lineNumberOf(text);
  if (lineNumber === undefined) throw refuse({ code: "not-found", what: "order" }, visitor);
  return { visitor, line: { customerId, orderId, lineNumber } };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, line } = await lineOf(args);
  const wish = choiceWishOf(new URL(args.request.url).searchParams);
  const { authenticatedAt } = visitor.user;
  const view = orThrow(await keysAndDownloadsView(visitor.view, { ...line, wish, authenticatedAt }), visitor);
  return json({ title: visitor.t("keys:title"), data: sayKeysAndDownloads(view, visitor) });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, line } = await lineOf(args);
  return answerKeysForm(args, visitor, line);
}

export default function KeysAndDownloadsPage() {
  const { title, data } = useLoaderData<typeof loader>();
  const answer = useActionData<KeysAnswer>();
  const t = useTranslate();
  const { customer, product, orderId, lineNumber, subscriptionId, quantityText } = data;
  return (
    <PageStack>
      <PageHeader
        title={title}
        badge={<SubscriptionStatusBadge status={data.status} />}
        description={
          <>
            <p className="font-medium text-ink">{product.title}</p>
            <p>
              {t("keys:for")} <TextLink to={paths.customer(customer.id)}>{customer.name}</TextLink>
              {` · ${t("subscriptions:quantity", { quantity: quantityText })}`}
            </p>
          </>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.customers(), label: t("customers:title") },
            { to: paths.customer(customer.id), label: customer.name },
            { to: paths.customerSoftware(customer.id), label: t("customers:tabs.software") },
          ],
        }}
      />
      <KeysAndDownloads
        data={data}
        answer={answer}
        links={{
          page: paths.keysAndDownloads(customer.id, orderId, lineNumber),
          withdraw: data.mayWithdraw
            ? (version) => paths.withdrawKey(customer.id, orderId, lineNumber, { version })
            : null,
          history: data.maySeeHistory ? paths.keyHistory(customer.id, orderId, lineNumber) : null,
          order: paths.order(customer.id, orderId),
          subscription: subscriptionId === null ? null : paths.subscription(customer.id, subscriptionId),
          buy: paths.addProducts(customer.id),
          planner: paths.volumeLicensing(customer.id),
        }}
      />
    </PageStack>
  );
}
