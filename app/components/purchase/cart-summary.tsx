import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { CartSummary as OtherCart, CartView } from "#app/views/cart.ts";

type CartSummaryProps = {
  readonly customerId: string;
  readonly cart: Pick<NonNullable<CartView["cart"]>, "id" | "dueNow" | "total" | "expiresAt" | "expiresIn">;
  readonly isOwn: boolean;
  readonly taxNote: string;
  readonly problemCount: number;
  /** Why the reader may not buy it, whatever is in it. */
  readonly buyReason: string | null;
};

/** What the cart comes to, until when it is there, and the way on. */
export function CartSummary({ customerId, cart, isOwn, taxNote, problemCount, buyReason }: CartSummaryProps) {
  const t = useTranslate();
  return (
    <Section title={t("purchase:cart.summary")}>
      <div className="flex flex-col gap-4">
        <dl className="flex flex-col gap-2 tabular">
          <div className="flex items-baseline justify-between gap-4">
            <dt>{t("purchase:cart.dueNow")}</dt>
            <dd className="text-lg font-semibold">{cart.dueNow.text}</dd>
          </div>
          <div className="flex items-baseline justify-between gap-4 text-ink-muted">
            <dt>{t("purchase:cart.totalAll")}</dt>
            <dd>{cart.total.text}</dd>
          </div>
        </dl>
        <p className="text-sm text-ink-muted">{taxNote}.</p>
        {problemCount === 0 ? null : (
          <Notice tone="danger" title={t("purchase:cart.problems", { count: problemCount })}>
            {t("purchase:cart.problemsText")}
          </Notice>
        )}
        <ButtonLink
          to={paths.review(customerId, isOwn ? {} : { cart: cart.id })}
          variant={problemCount === 0 ? "primary" : "secondary"}
          icon="arrow-right"
          className="w-full flex-row-reverse"
        >
          {t("purchase:cart.review")}
        </ButtonLink>
        {buyReason === null ? null : <p className="text-sm text-ink-muted">{buyReason}</p>}
        {cart.expiresIn === null ? null : (
          <p className="text-sm text-ink-muted">
            {t("purchase:cart.expires", { when: cart.expiresIn.relative, at: cart.expiresAt.local })}
          </p>
        )}
      </div>
    </Section>
  );
}

/** Carts that colleagues have begun for the same customer. Not drawn when there are none. */
export function OtherCarts({
  customerId,
  carts,
}: {
  readonly customerId: string;
  readonly carts: readonly OtherCart[];
}) {
  const t = useTranslate();
  if (carts.length === 0) return null;
  return (
    <Section title={t("purchase:cart.others")} description={t("purchase:cart.othersText")} isPadded={false}>
      <ul className="divide-y divide-line">
        {carts.map(({ id, createdBy, createdAt, lineCount }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <span className="flex min-w-0 flex-col">
              <span className="font-medium">
                {createdBy === null ? t("purchase:cart.otherUnknown") : t("purchase:cart.otherOf", { name: createdBy })}
              </span>
              <span className="text-sm text-ink-muted">
                {t("purchase:cart.otherLines", { count: lineCount, at: createdAt.local })}
              </span>
            </span>
            <ButtonLink to={paths.cart(customerId, { cart: id })} size="sm">
              {t("purchase:cart.open")}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
