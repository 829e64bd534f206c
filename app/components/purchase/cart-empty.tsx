import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { CartView } from "#app/views/cart.ts";

type ExpiredCartProps = {
  readonly expired: NonNullable<CartView["expiredCart"]>;
  readonly idempotencyKey: string;
};

/** A cart that expired: nothing of it is lost, it only has to be priced anew. */
export function ExpiredCart({ expired, idempotencyKey }: ExpiredCartProps) {
  const t = useTranslate();
  return (
    <Notice
      tone="warning"
      title={t("purchase:cart.expiredTitle")}
      actions={
        <Form method="post">
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="cartId" value={expired.id} />
          <Button name="intent" value="refill" icon="refresh">
            {t("purchase:cart.refill")}
          </Button>
        </Form>
      }
    >
      {t("purchase:cart.expiredText", { count: expired.lineCount, at: expired.expiredAt.local })}
    </Notice>
  );
}

export function EmptyCart({ customer }: { readonly customer: { readonly id: string; readonly name: string } }) {
  const t = useTranslate();
  return (
    <Section>
      <EmptyState
        icon="cart"
        title={t("purchase:cart.empty")}
        action={
          <ButtonLink to={paths.addProducts(customer.id)} variant="primary" icon="plus">
            {t("purchase:offers.title")}
          </ButtonLink>
        }
      >
        {t("purchase:cart.emptyText", { customer: customer.name })}
      </EmptyState>
    </Section>
  );
}
