import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { StatusBadge } from "#app/components/service-activation/enrollment-table.tsx";
import { ServiceTable } from "#app/components/service-activation/service-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { enrollmentView } from "#app/views/service-activation/enrollment.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ number, organization }) => [number, organization]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const view = orThrow(await enrollmentView(visitor.view, args.params["enrollmentId"] ?? ""), visitor);
  const { contactRefusal, grantRefusal, ...rest } = view;
  return json({
    ...rest,
    contactReason: contactRefusal === null ? null : visitor.say(contactRefusal).text,
    grantReason: grantRefusal === null ? null : visitor.say(grantRefusal).text,
  });
}

export default function Enrollment() {
  const view = useLoaderData<typeof loader>();
  const t = useTranslate();
  const head = { ...view, number: view.number };
  const breadcrumbs = useEnrollmentCrumbs(null, head.agreement);
  const { contact, account, contactReason, grantReason } = view;
  return (
    <PageStack>
      <PageHeader
        title={view.number}
        badge={<StatusBadge status={view.status} />}
        description={view.organization}
        breadcrumbs={breadcrumbs}
        actions={
          <>
            <ButtonLink to={paths.activationHelp(view.id)}>{t("activation:enrollment.help")}</ButtonLink>
            <ButtonLink to={paths.addServices(view.id)} variant="primary" icon="plus">
              {t("activation:enrollment.addServices")}
            </ButtonLink>
          </>
        }
      />
      {view.status === "active" ? null : (
        <Notice tone="warning">
          {t("activation:enrollment.endedText", {
            ended: view.endsOn.text,
            grace: view.graceEnds,
            deleted: view.deleted,
          })}
        </Notice>
      )}
      <Section
        title={t("activation:fact.enrollment")}
        actions={
          <ButtonLink
            to={paths.subscriptionContact(view.id)}
            size="sm"
            icon="pencil"
            {...(contactReason === null ? {} : { disabledReason: contactReason, reasonPlace: "bubble" as const })}
          >
            {t("activation:enrollment.editContact")}
          </ButtonLink>
        }
      >
        <DescriptionList
          items={[
            {
              term: t("activation:fact.contact"),
              value:
                contact === null
                  ? t("activation:enrollment.noContact")
                  : [contact.name, contact.email].filter(Boolean).join(", "),
            },
            {
              term: t("activation:fact.account"),
              value:
                account === null ? (
                  <>
                    {t("activation:enrollment.notLinked")}
                    {view.mayOrder ? (
                      <>
                        {". "}
                        <TextLink to={paths.newServiceAccount(view.id)}>{t("activation:enterAccount.link")}</TextLink>
                      </>
                    ) : null}
                  </>
                ) : (
                  <>
                    <TextLink to={paths.serviceAccount(account.id)}>{account.name}</TextLink>,{" "}
                    {t(`activation:cause.${account.cause}`)}
                  </>
                ),
            },
            { term: t("activation:fact.programme"), value: t(`trade:programme.${view.programme}`) },
            {
              term: t("activation:fact.term"),
              value: t("activation:period", { from: view.startsOn.text, to: view.endsOn.text }),
            },
            ...(view.azure === null
              ? []
              : [
                  {
                    term: t("activation:azure.term"),
                    value: (
                      <TextLink to={paths.azureOffer(view.id)}>{t(`activation:azure.state.${view.azure}`)}</TextLink>
                    ),
                  },
                ]),
            ...(view.predecessor === null
              ? []
              : [
                  {
                    term: t("activation:fact.renews"),
                    value: <TextLink to={paths.enrollment(view.predecessor.id)}>{view.predecessor.number}</TextLink>,
                  },
                ]),
          ]}
        />
      </Section>
      <Section
        title={t("activation:enrollment.services")}
        isPadded={false}
        actions={
          <ButtonLink
            to={paths.reservationGrants(view.id)}
            size="sm"
            icon="users"
            {...(grantReason === null ? {} : { disabledReason: grantReason, reasonPlace: "bubble" as const })}
          >
            {t("activation:enrollment.reservations")}
          </ButtonLink>
        }
      >
        {view.services.length === 0 ? (
          <EmptyState icon="package" title={t("activation:enrollment.noServices")}>
            {t("activation:enrollment.noServicesText")}
          </EmptyState>
        ) : (
          <ServiceTable enrollmentId={view.id} services={view.services} isLinked={account !== null} />
        )}
        {view.notOrdered === "" ? null : (
          <p className="border-t border-line px-4 py-3 text-sm text-ink-muted">
            {t("activation:enrollment.notOrdered", { services: view.notOrdered })}{" "}
            {t(view.isOfCustomer ? "activation:ask.reseller" : "activation:forReseller.ask")}
          </p>
        )}
      </Section>
      <Section title={t("activation:enrollment.cancelTitle")}>
        <p>
          {t("activation:enrollment.cancelText", { programme: t(`trade:programme.${view.programme}`) })}{" "}
          {t(
            view.cancel === "support"
              ? "activation:enrollment.cancelSupport"
              : view.isOfCustomer
                ? "activation:enrollment.cancelReseller"
                : "activation:forReseller.cancel",
          )}
        </p>
        {view.cancel === "support" ? (
          <p className="mt-2">
            <TextLink to={paths.activationHelp(view.id, { kind: "cancel" })}>
              {t("activation:enrollment.cancelAsk")}
            </TextLink>
          </p>
        ) : null}
      </Section>
    </PageStack>
  );
}
