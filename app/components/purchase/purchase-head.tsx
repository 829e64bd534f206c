import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Steps } from "#app/ui/steps.tsx";

type PurchaseHeadProps = {
  readonly customer: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly description: ReactNode;
  readonly step: "offers" | "cart" | "review" | "done";
  readonly actions?: ReactNode;
};

const steps = ["offers", "cart", "review", "done"] as const;

/** The head of every page on the way from products to an order. */
export function PurchaseHead({ customer, title, description, step, actions }: PurchaseHeadProps) {
  const t = useTranslate();
  const cart = { to: paths.cart(customer.id), label: t("purchase:cart.title") };
  return (
    <>
      <PageHeader
        title={title}
        description={description}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.customers(), label: t("customers:title") },
            { to: paths.customer(customer.id), label: customer.name },
            ...(step === "review" ? [cart] : []),
          ],
        }}
        actions={actions}
      />
      <Steps
        label={t("purchase:steps.label")}
        steps={steps.map((name) => t(`purchase:steps.${name}`))}
        current={step === "done" ? steps.length : steps.indexOf(step)}
      />
    </>
  );
}
