import { useTranslate } from "#app/components/use-translate.ts";
import type { InvoiceKind } from "#app/domain/invoicing/kinds.ts";
import { Badge } from "#app/ui/badge.tsx";

export function InvoiceKindBadge({ kind }: { readonly kind: InvoiceKind }) {
  const t = useTranslate();
  return <Badge tone={kind === "credit-note" ? "info" : "neutral"}>{t(`invoices:kind.${kind}`)}</Badge>;
}
