import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CaseTable, ReservationTable, ServiceListTable } from "#app/components/service-activation/desk-tables.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { activationDeskView } from "#app/views/service-activation/desk.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "keep-online-services");
  const view = orThrow(await activationDeskView(visitor.view), visitor);
  return json({ title: visitor.t("activation:desk.title"), ...view });
}

export default function ActivationDesk() {
  const { title, cases, reservations, services } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader title={title} description={t("activation:desk.intro")} />
      <Section title={t("activation:desk.cases")} isPadded={cases.length === 0}>
        {cases.length === 0 ? <p>{t("activation:desk.noCases")}</p> : <CaseTable cases={cases} />}
      </Section>
      <Section title={t("activation:desk.reservations")} isPadded={reservations.length === 0}>
        {reservations.length === 0 ? (
          <p>{t("activation:desk.noReservations")}</p>
        ) : (
          <ReservationTable reservations={reservations} />
        )}
      </Section>
      <Section title={t("activation:desk.services")} isPadded={false}>
        <ServiceListTable services={services} />
      </Section>
    </PageStack>
  );
}
