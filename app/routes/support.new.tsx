import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { NewRequestForm } from "#app/components/support/new-request-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { minorUnitDigits } from "#app/domain/money/currencies.ts";
import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import { supportSeverities, supportTopics, titleLengthMax } from "#app/domain/support/support-request.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import {
  amountField,
  currencyField,
  messageText,
  minorOf,
  receiveMessage,
  refusedMessage,
} from "#app/http/support-form.server.ts";
import { prefillTexts } from "#app/http/support-words.ts";
import { openSupportRequest } from "#app/services/support/open-request.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { newSupportRequestView } from "#app/views/support/new-support-request.ts";

const makeSchema = (words: { readonly currency: string; readonly digits: string }) =>
  z
    .object({
      idempotencyKey: idempotencyKeyField,
      topic: z.enum(supportTopics),
      severity: z.enum(supportSeverities),
      title: messageText(titleLengthMax),
      description: messageText(),
      customer: z.string().trim().max(253).optional(),
      reference: z.string().trim().max(100).optional(),
      lineNumber: z.coerce.number().int().min(0).max(999_999).optional(),
      amount: amountField.optional(),
      currency: currencyField.optional(),
      contactName: messageText(150),
      contactEmail: z.email().max(254),
      contactPhone: messageText(50).optional(),
    })
    .transform((form, context) => {
      const { amount, currency } = form;
      if (amount === undefined) return { ...form, asked: null };
      const fail = (path: string, message: string) => {
        context.addIssue({ code: "custom", path: [path], message });
        return z.NEVER;
      };
      if (currency === undefined) return fail("currency", words.currency);
      const amountMinor = minorOf(amount, currency);
      if (amountMinor === null) return fail("amount", words.digits);
      return { ...form, asked: amountMinor === 0 ? null : { amountMinor, currency } };
    });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "write-support-requests");
  const { t, language } = visitor;
  const { searchParams } = new URL(args.request.url);
  const idOf = (text: string | null) => (text !== null && /^[\w-]{1,100}$/.test(text) ? text : null);
  const line = searchParams.get("line") ?? "";
  const params = {
    subscriptionId: idOf(searchParams.get("subscription")),
    customerId: idOf(searchParams.get("customer")),
    orderId: idOf(searchParams.get("order")),
    lineNumber: /^\d{1,6}$/.test(line) ? Number(line) : null,
  };
  const { prefill, contact } = orThrow(await newSupportRequestView(visitor.view, params), visitor);
  const amount = prefill?.amount ?? null;
  const decimal = amount === null ? "" : formatMinorAsDecimal(amount.amountMinor, amount.currency);
  return json({
    title: t("support:form.title"),
    intro:
      prefill === null
        ? t("support:form.intro")
        : t("support:form.prefilled", { purchase: prefill.purchase, customer: prefill.customer.name }),
    lineNumber: prefill?.lineNumber ?? null,
    currencies: Object.keys(minorUnitDigits),
    values: {
      topic: prefill?.topic ?? "",
      severity: "moderate",
      ...(prefill === null ? {} : prefillTexts(prefill, t)),
      customer: prefill?.customer.id ?? "",
      reference: prefill?.subscriptionId ?? prefill?.orderId ?? "",
      amount: language === "de" ? decimal.replace(".", ",") : decimal,
      currency: amount?.currency ?? "",
      contactName: contact.name,
      contactEmail: contact.email,
    },
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "write-support-requests");
  const { t, deps, actor, at } = visitor;
  const words = { currency: t("support:form.amountCurrency"), digits: t("support:form.amountPrecise") };
  const message = await receiveMessage(args.request, makeSchema(words), visitor);
  if (!message.ok) return message.response;
  const { idempotencyKey, topic, severity, title, description, asked, lineNumber } = message.value;
  const { customer = "", reference = "", contactName, contactEmail, contactPhone = "" } = message.value;
  const wish = {
    idempotencyKey,
    topic,
    severity,
    title,
    description,
    customer,
    reference,
    lineNumber: lineNumber ?? null,
    asked,
    contact: { name: contactName, email: contactEmail, phone: contactPhone },
    attachments: message.files,
  };
  const opened = await openSupportRequest(deps, actor, wish, at);
  if (!opened.ok) return refusedMessage(message.again, opened.refusal);
  const { requestId } = opened.value;
  return redirectWithNotice(args, paths.supportRequest(requestId), {
    tone: "success",
    title: t("support:form.done"),
    text: t("support:form.doneText", { id: requestId }),
  });
}

type Fields = z.input<ReturnType<typeof makeSchema>> & { attachments?: string };

export default function NewSupportRequest() {
  const { title, intro, values, lineNumber, currencies, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<Fields>({
    id: "new-support-request",
    lastResult: actionData?.lastResult,
    defaultValue: values,
  });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={intro}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.supportRequests(), label: t("support:title") }],
        }}
      />
      <FormErrors
        form={form}
        labels={{
          topic: t("support:form.topic"),
          severity: t("support:form.severity"),
          title: t("support:form.subject"),
          description: t("support:form.description"),
          customer: t("support:form.customer"),
          reference: t("support:form.reference"),
          amount: t("support:form.amount"),
          currency: t("support:form.currency"),
          contactName: t("support:form.contactName"),
          contactEmail: t("support:form.contactEmail"),
          contactPhone: t("support:form.contactPhone"),
        }}
      />
      <NewRequestForm
        formId={form.id}
        fields={fields}
        idempotencyKey={idempotencyKey}
        lineNumber={lineNumber}
        currencies={currencies}
        isAgain={actionData !== undefined}
      />
    </PageStack>
  );
}
