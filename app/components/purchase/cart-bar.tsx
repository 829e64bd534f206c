import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import type { OffersView } from "#app/views/offers.ts";

type CartBarProps = { readonly customerId: string; readonly cart: OffersView["cart"]; readonly taxNote: string };

/** What is in the cart so far, always in sight while products are chosen. */
export function CartBar({ customerId, cart, taxNote }: CartBarProps) {
  const t = useTranslate();
  if (cart === null) return null;
  return (
    <div
      className="sticky bottom-3 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line-strong/60 bg-raised px-4 py-2.5 shadow-float"
      data-print="hide"
    >
      <Icon name="cart" className="text-ink-muted" />
      <p aria-live="polite" className="flex flex-1 flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{t("purchase:offers.cartLines", { count: cart.lineCount })}</span>
        <span className="text-ink-muted tabular">
          {t("purchase:offers.cartDue", { amount: cart.dueNow.text })}
          <span className="hidden sm:inline"> · {taxNote}</span>
        </span>
      </p>
      <ButtonLink to={paths.cart(customerId)} variant="primary">
        {t("purchase:offers.toCart")}
      </ButtonLink>
    </div>
  );
}
