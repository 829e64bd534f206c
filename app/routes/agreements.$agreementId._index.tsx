import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { AgreementPeople } from "#app/components/service-activation/agreement-people.tsx";
import { EnrollmentTable } from "#app/components/service-activation/enrollment-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { agreementView } from "#app/views/service-activation/agreements.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ number, customer }) => [number, customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  return json(orThrow(await agreementView(visitor.view, args.params["agreementId"] ?? ""), visitor));
}

export default function Agreement() {
  const { id, number, programme, customer, enrollments, people, mayManage, isOfCustomer } =
    useLoaderData<typeof loader>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(null);
  const add = mayManage ? (
    <ButtonLink to={paths.newEnrollment(id)} variant="primary" icon="plus">
      {t("activation:enrollment.add")}
    </ButtonLink>
  ) : undefined;
  return (
    <PageStack>
      <PageHeader
        title={number}
        description={
          isOfCustomer ? t(`trade:programme.${programme}`) : `${customer.name} · ${t(`trade:programme.${programme}`)}`
        }
        breadcrumbs={breadcrumbs}
        actions={add}
      />
      <Section title={t("activation:agreement.enrollments")} isPadded={false}>
        {enrollments.length === 0 ? (
          <EmptyState icon="file" title={t("activation:agreement.noEnrollments")} action={add}>
            {t("activation:agreement.noEnrollmentsText")}
          </EmptyState>
        ) : (
          <EnrollmentTable enrollments={enrollments} />
        )}
      </Section>
      <Section
        title={t("activation:agreement.people")}
        description={t("activation:agreement.peopleText")}
        actions={
          mayManage ? (
            <ButtonLink to={paths.agreementPeople(id)} size="sm" icon="users">
              {t("activation:agreement.managePeople")}
            </ButtonLink>
          ) : undefined
        }
      >
        {people.length === 0 ? <p>{t("activation:agreement.noPeople")}</p> : <AgreementPeople people={people} />}
      </Section>
    </PageStack>
  );
}
