import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextLink } from "#app/ui/text-link.tsx";

type PlanFrameProps = {
  readonly customer: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly description: string;
  readonly actions?: ReactNode;
  /** On pages below the plan, which lead back to it. */
  readonly isBelowPlan?: boolean;
  readonly children: ReactNode;
};

/** What stands above every page of the move from volume licensing. */
export function PlanFrame({ customer, title, description, actions, isBelowPlan = false, children }: PlanFrameProps) {
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={
          <>
            <p className="mb-1">
              {t("migration:for")} <TextLink to={paths.customer(customer.id)}>{customer.name}</TextLink>
            </p>
            <p>{description}</p>
          </>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.customers(), label: t("customers:title") },
            { to: paths.customer(customer.id), label: customer.name },
            { to: paths.customerSoftware(customer.id), label: t("customers:tabs.software") },
            ...(isBelowPlan ? [{ to: paths.volumeLicensing(customer.id), label: t("migration:title") }] : []),
          ],
        }}
        {...(actions === undefined ? {} : { actions })}
      />
      {children}
    </PageStack>
  );
}
