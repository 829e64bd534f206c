import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { GrantForm } from "#app/components/support/grant-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { amountField, messageText, minorOf, refusedMessage } from "#app/http/support-form.server.ts";
import { grantCancellation } from "#app/services/support/grant-cancellation.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { grantCancellationView } from "#app/views/support/grant-cancellation.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  lineNumber: z.coerce.number().int().min(0).max(999_999),
  amount: amountField,
  reason: messageText(2_000),
  isConfirmed: z.literal("on", fieldProblem("mustTick")),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.request.title]);

async function readPage(args: LoaderFunctionArgs, line: string | null) {
  const visitor = await requirePermission(args, "grant-cancellation");
  const lineNumber = line !== null && /^\d{1,6}$/.test(line) ? Number(line) : null;
  const params = { requestId: args.params["requestId"] ?? "", lineNumber };
  return { visitor, view: orThrow(await grantCancellationView(visitor.view, params), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, view } = await readPage(args, new URL(args.request.url).searchParams.get("line"));
  const { refusal, target, ...rest } = view;
  const proposed = target === null ? "" : formatMinorAsDecimal(target.proposed.amountMinor, target.currency);
  return json({
    ...rest,
    target,
    title: visitor.t("support:grant.title"),
    refusal: refusal === null ? null : visitor.say(refusal),
    amount: visitor.language === "de" ? proposed.replace(".", ",") : proposed,
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor } = await readPage(args, null);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { deps, actor, at, t, format } = visitor;
  const { idempotencyKey, lineNumber, amount, reason } = form.value;
  const { view } = await readPage(args, String(lineNumber));
  const { request, target } = view;
  if (target === null) throw refuse({ code: "grant-not-possible" }, visitor);
  const amountMinor = minorOf(amount, target.currency);
  if (amountMinor === null)
    return form.again.refused({ code: "invalid-field", field: "amount", reason: "too-precise" }, "amount");
  const granted = await grantCancellation(
    deps,
    actor,
    { idempotencyKey, requestId: request.id, lineNumber, amountMinor, reason },
    at,
  );
  if (!granted.ok) return refusedMessage(form.again, granted.refusal);
  const { creditMinor, currency } = granted.value;
  return redirectWithNotice(args, paths.answerSupport(request.id), {
    tone: "success",
    title: t("support:grant.done"),
    text:
      creditMinor === 0
        ? t("support:grant.doneNothing")
        : t("support:grant.doneText", { amount: format.money(creditMinor, currency).text }),
  });
}

export default function GrantCancellation() {
  const { title, request, target, lines, refusal, amount, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({
    id: "grant-cancellation",
    lastResult: actionData?.lastResult,
    defaultValue: { amount },
  });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("support:grant.subject", {
          purchase: target?.title ?? request.title,
          customer: request.customerName ?? "–",
          partner: request.partnerName ?? "–",
        })}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.supportQueue(), label: t("support:queue.title") },
            { to: paths.answerSupport(request.id), label: request.title },
          ],
        }}
      />
      <FormErrors form={form} labels={{ amount: t("support:grant.amount"), reason: t("support:grant.reason") }} />
      {lines.length < 2 ? null : (
        <Section title={t("support:grant.line")} className="max-w-3xl">
          <ul className="flex flex-col gap-1.5">
            {lines.map((line) => (
              <li key={line.lineNumber} aria-current={line.isChosen ? "true" : undefined}>
                <TextLink
                  to={paths.grantCancellation(request.id, { line: line.lineNumber })}
                  className={line.isChosen ? "font-semibold" : ""}
                >
                  {t("support:grant.lineOption", { line: line.lineNumber, title: line.title })}
                </TextLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {refusal !== null ? (
        <Notice
          tone="info"
          title={t("support:grant.notPossible")}
          actions={<ButtonLink to={paths.answerSupport(request.id)}>{t("common:back")}</ButtonLink>}
        >
          {refusal.text}
        </Notice>
      ) : target === null ? null : (
        <GrantForm
          requestId={request.id}
          target={target}
          asked={request.asked?.text ?? null}
          formId={form.id}
          fields={fields}
          idempotencyKey={idempotencyKey}
        />
      )}
    </PageStack>
  );
}
