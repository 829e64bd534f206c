import { useForm } from "@conform-to/react";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { MailTable } from "#app/components/service-activation/mail-table.tsx";
import { NoLicences } from "#app/components/service-activation/no-licences.tsx";
import { OrderTable } from "#app/components/service-activation/order-table.tsx";
import { Reasons } from "#app/components/service-activation/reasons.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { makeSandboxLink } from "#app/services/service-activation/sandbox-link.server.ts";
import { resendActivation } from "#app/services/service-activation/subscription-contact.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { enrollmentServiceView } from "#app/views/service-activation/enrollment-service.ts";

const schema = z.object({ idempotencyKey: idempotencyKeyField, intent: z.enum(["resend", "link"]) });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ service, number }) => [service.title, number]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const { enrollmentId = "", serviceId = "" } = args.params;
  const { mailsRefusal, ...view } = orThrow(
    await enrollmentServiceView(visitor.view, enrollmentId, serviceId),
    visitor,
  );
  return json({
    ...view,
    mailsReason: mailsRefusal === null ? null : visitor.say(mailsRefusal).text,
    // Where no mail leaves, this is how a customer's people come to the link.
    mayOpenLink: visitor.deps.mode === "sandbox" && visitor.actor.kind === "customer" && mailsRefusal === null,
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { enrollmentId = "", serviceId = "" } = args.params;
  const { idempotencyKey, intent } = form.value;
  if (intent === "link") {
    const made = orThrow(await makeSandboxLink(deps, actor, { enrollmentId, serviceId }, at), visitor);
    return redirect(paths.activate({ token: made.token }), { status: 303 });
  }
  const sent = await resendActivation(deps, actor, { idempotencyKey, enrollmentId, serviceId }, at);
  if (!sent.ok && (sent.refusal.code === "not-found" || sent.refusal.code === "agreement-role-needed"))
    orThrow(sent, visitor);
  if (!sent.ok) return form.again.refused(sent.refusal);
  return redirectWithNotice(args, paths.enrollmentService(enrollmentId, serviceId), {
    tone: "success",
    title: t("activation:service.resent", { email: sent.value.email }),
    text: t("activation:service.resentText"),
  });
}

export default function EnrollmentService() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(view);
  const [form] = useForm({ id: "resend", lastResult: reply?.lastResult });
  const { link, mailsReason, resendTo } = view;
  const until = { on: link?.until.text ?? "" };
  return (
    <PageStack>
      <PageHeader title={view.service.title} description={view.organization} breadcrumbs={breadcrumbs} />
      <FormErrors form={form} />
      <Section
        title={t("activation:service.whyTitle")}
        actions={
          <ButtonLink
            to={paths.subscriptionContact(view.id)}
            size="sm"
            icon="pencil"
            {...(mailsReason === null ? {} : { disabledReason: mailsReason, reasonPlace: "bubble" as const })}
          >
            {t("activation:enrollment.editContact")}
          </ButtonLink>
        }
      >
        {view.mailOverAt === null ? null : (
          <p className="mb-3 text-sm text-danger-ink">
            {t(view.isOfCustomer ? "activation:limit.mailOver" : "activation:forReseller.mailOver", {
              at: view.mailOverAt,
            })}
          </p>
        )}
        <Reasons reasons={view.reasons} isOfCustomer={view.isOfCustomer} />
      </Section>
      <Section
        title={t("activation:service.mailsTitle")}
        isPadded={view.mails.length === 0}
        footer={
          resendTo === null ? undefined : (
            <Form method="post" id={form.id} className="flex flex-wrap items-center gap-3 px-4 py-3">
              <input type="hidden" name="idempotencyKey" value={view.idempotencyKey} />
              <input type="hidden" name="intent" value="resend" />
              <Button variant="primary" icon="mail">
                {t("activation:service.resend")}
              </Button>
              <span className="text-sm text-ink-muted">
                {t("activation:service.resendText", { email: resendTo, ...until })}
              </span>
            </Form>
          )
        }
      >
        {mailsReason !== null ? (
          <p>{mailsReason}</p>
        ) : view.mails.length === 0 ? (
          <p>{t("activation:service.noMails")}</p>
        ) : (
          <MailTable mails={view.mails} />
        )}
      </Section>
      {link === null || link.isUsed ? null : (
        <Section title={t("activation:service.linkTitle")}>
          <p>
            {link.isOver
              ? t("activation:service.linkOver", until)
              : link.isReactivated
                ? t("activation:service.linkAgain", until)
                : t("activation:service.linkText", until)}
          </p>
          {view.mayOpenLink ? (
            <Form method="post" className="mt-2">
              <input type="hidden" name="idempotencyKey" value={view.idempotencyKey} />
              <input type="hidden" name="intent" value="link" />
              <Button size="sm" icon="external-link">
                {t("activation:service.sandboxLink")}
              </Button>
            </Form>
          ) : null}
          {link.isOver ? (
            <p className="mt-2">
              <TextLink to={paths.activationHelp(view.id, { kind: "link-expired", service: view.service.id })}>
                {t("activation:service.linkAsk")}
              </TextLink>
            </p>
          ) : null}
        </Section>
      )}
      {view.orders.length === 0 ? null : (
        <>
          <Section title={t("activation:service.ordersTitle")} isPadded={false}>
            <OrderTable orders={view.orders} />
          </Section>
          <Section title={t("activation:service.noLicencesTitle")}>
            <NoLicences
              reasons={view.noLicences}
              isToActivate={view.isToActivate}
              isCountryUnknown={view.isCountryUnknown}
              isOfCustomer={view.isOfCustomer}
            />
          </Section>
        </>
      )}
    </PageStack>
  );
}
