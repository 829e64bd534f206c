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
import { operatorWithdrawKeyView } from "#app/views/entitlement-withdrawal.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export { retryAfter as headers } from "#app/http/retry-after.ts";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ title, data }) => [title, data.product.title, data.customer.name]);

async function readPage(args: LoaderFunctionArgs, version: string | null) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const { orderId = "", lineNumber: text } = args.params;
  const lineNumber = lineNumberOf(text);
  if (lineNumber === undefined) throw refuse({ code: "not-found", what: "order" }, visitor);
  const view = orThrow(await operatorWithdrawKeyView(visitor.view, { orderId, lineNumber, version }), visitor);
  return { visitor, view };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view } = await readPage(args, new URL(args.request.url).searchParams.get("version"));
  return json({ title: visitor.t("keys:operator.title"), data: sayWithdrawal(view, visitor) });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, view } = await readPage(args, null);
  const form = await parseForm(args.request, withdrawSchema, visitor);
  if (!form.ok) return form.response;
  const { orderId, lineNumber, customer, partner } = view;
  const { isConfirmed: _, ...wish } = form.value;
  const input = { partnerId: partner.id, customerId: customer.id, orderId, lineNumber, ...wish };
  const withdrawn = await withdrawKey(visitor.deps, visitor.actor, input, visitor.at);
  if (!withdrawn.ok) return form.again.refused(withdrawn.refusal, withdrawField(withdrawn.refusal));
  const page = paths.operatorWithdrawKey({ order: orderId });
  return redirectWithNotice(args, page, withdrawnNotice(withdrawn.value, visitor.t));
}

export default function OperatorWithdrawKey() {
  const { title, data } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<{ reason: string; isConfirmed: "on" }>({
    id: "withdraw-key",
    lastResult: actionData?.lastResult,
  });
  const { customer, partner, product, orderId, lineNumber } = data;
  const back = paths.operatorWithdrawKey({ order: orderId });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={
          <>
            <p className="font-medium text-ink">{product.title}</p>
            <p>{t("keys:operator.customer", { customer: customer.name, partner: partner.name })}</p>
          </>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: back, label: t("keys:operator.lines") }],
        }}
      />
      <FormErrors form={form} />
      <WithdrawForm
        data={data}
        formId={form.id}
        reasonField={fields.reason}
        confirmField={fields.isConfirmed}
        pageOf={(version) => paths.operatorWithdrawKeyOf(orderId, lineNumber, { version })}
        back={back}
      />
    </PageStack>
  );
}
