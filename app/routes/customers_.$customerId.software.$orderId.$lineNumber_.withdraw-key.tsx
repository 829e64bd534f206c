import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { WithdrawForm } from "#app/components/keys/withdraw-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { lineNumberOf } from "#app/http/keys-words.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { sayWithdrawal, withdrawField, withdrawnNotice, withdrawSchema } from "#app/http/withdraw-form.server.ts";
import { withdrawKey } from "#app/services/keys/withdraw-key.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { withdrawKeyView } from "#app/views/entitlement-withdrawal.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { retryAfter as headers } from "#app/http/retry-after.ts";

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
  const version = new URL(args.request.url).searchParams.get("version");
  const view = orThrow(await withdrawKeyView(visitor.view, { ...line, version }), visitor);
  return json({ title: visitor.t("keys:withdraw.title"), data: sayWithdrawal(view, visitor) });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, line } = await lineOf(args);
  const form = await parseForm(args.request, withdrawSchema, visitor);
  if (!form.ok) return form.response;
  const { isConfirmed: _, ...wish } = form.value;
  const withdrawn = await withdrawKey(visitor.deps, visitor.actor, { ...line, ...wish }, visitor.at);
  if (!withdrawn.ok) {
    const { refusal } = withdrawn;
    if (refusal.code === "role-needed" || refusal.code === "not-found") throw refuse(refusal, visitor);
    return form.again.refused(refusal, withdrawField(refusal));
  }
  const { customerId, orderId, lineNumber } = line;
  const page = paths.keysAndDownloads(customerId, orderId, lineNumber, { version: wish.version });
  return redirectWithNotice(args, page, withdrawnNotice(withdrawn.value, visitor.t));
}

export default function WithdrawKey() {
  const { title, data } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<{ reason: string; isConfirmed: "on" }>({
    id: "withdraw-key",
    lastResult: actionData?.lastResult,
  });
  const { customer, product, orderId, lineNumber } = data;
  const page = paths.keysAndDownloads(customer.id, orderId, lineNumber);
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={
          <p className="font-medium text-ink">
            {t("keys:withdraw.subject", { product: product.title, customer: customer.name })}
          </p>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.customers(), label: t("customers:title") },
            { to: paths.customer(customer.id), label: customer.name },
            { to: paths.customerSoftware(customer.id), label: t("customers:tabs.software") },
            { to: page, label: t("keys:title") },
          ],
        }}
      />
      <FormErrors form={form} />
      <WithdrawForm
        data={data}
        formId={form.id}
        reasonField={fields.reason}
        confirmField={fields.isConfirmed}
        pageOf={(version) => paths.withdrawKey(customer.id, orderId, lineNumber, { version })}
        back={page}
      />
    </PageStack>
  );
}
