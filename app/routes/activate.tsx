import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ChooseAccount } from "#app/components/service-activation/choose-account.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { refuse, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { hashOfSecret } from "#app/services/accounts/session-life.server.ts";
import { activateEnrollment } from "#app/services/service-activation/activate-enrollment.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { activateView } from "#app/views/service-activation/activate.ts";

const schema = z.discriminatedUnion("choice", [
  z.object({
    choice: z.literal("existing"),
    idempotencyKey: idempotencyKeyField,
    accountId: z.string().min(1).max(100),
    domain: z.string().trim().min(1).max(254),
  }),
  z.object({
    choice: z.literal("new"),
    idempotencyKey: idempotencyKeyField,
    name: z.string().trim().min(1).max(200),
    domain: z.string().trim().min(1).max(254),
    country: z.string().regex(/^[A-Z]{2}$/),
    isSecondConfirmed: z.literal("on").optional(),
  }),
]);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

/** What is wrong with the domain that was typed. */
const domainRefusals: ReadonlySet<string> = new Set(["account-domain-wrong", "account-domain-taken"]);

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("token") ?? "";

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "activate-services");
  const { t } = visitor;
  const view = await activateView(visitor.view, hashOfSecret(tokenOf(args.request)));
  if (!view.ok) throw refuse(view.refusal, visitor);
  const { refusal, ...rest } = view.value;
  return json({
    ...rest,
    title: t("activation:activate.heading", { organization: view.value.organization }),
    refusalCode: refusal?.code ?? null,
    refusal: refusal === null ? null : visitor.say(refusal),
    existingKey: newIdempotencyKey(),
    newKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "activate-services");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { idempotencyKey, ...value } = form.value;
  const wish = value.choice === "existing" ? value : { ...value, isSecondConfirmed: value.isSecondConfirmed === "on" };
  const token = tokenOf(args.request);
  const activated = await activateEnrollment(deps, actor, { idempotencyKey, token, wish }, at);
  if (!activated.ok) {
    if (activated.refusal.code === "activation-link-invalid") throw refuse(activated.refusal, visitor);
    const { refusal } = activated;
    const field =
      refusal.code === "invalid-field" ? refusal.field : domainRefusals.has(refusal.code) ? "domain" : undefined;
    return form.again.refused(refusal, field);
  }
  return redirectWithNotice(args, paths.enrollment(activated.value.enrollmentId), {
    tone: "success",
    title: t("activation:activate.done", { account: activated.value.account }),
    text: t("activation:activate.doneText"),
  });
}

export default function Activate() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const { refusal, enrollmentId, serviceId } = view;
  const kind = view.refusalCode === "enrollment-linked" ? "wrong-account" : "link-expired";
  return (
    <PageStack>
      <PageHeader
        title={view.title}
        description={t("activation:activate.for", { number: view.number, services: view.services })}
      />
      {refusal === null ? (
        <>
          <Notice tone="warning" title={t("activation:activate.before")}>
            <p>{t("activation:activate.beforeText")}</p>
            <p>{t("activation:activate.signedIn", view.signedIn)}</p>
          </Notice>
          <ChooseAccount
            accounts={view.accounts}
            countries={view.countries}
            organization={view.organization}
            existingKey={view.existingKey}
            newKey={view.newKey}
            lastResult={reply?.lastResult}
          />
        </>
      ) : (
        <Notice
          tone="danger"
          title={refusal.title}
          actions={
            <TextLink to={paths.activationHelp(enrollmentId, { kind, service: serviceId })}>
              {t(kind === "wrong-account" ? "activation:activate.linkedAsk" : "activation:activate.expiredAsk")}
            </TextLink>
          }
        >
          {refusal.text}
        </Notice>
      )}
    </PageStack>
  );
}
