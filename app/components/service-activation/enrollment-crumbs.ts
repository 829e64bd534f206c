import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";

type Head = {
  readonly id: string;
  readonly number: string;
  readonly agreement: { readonly id: string; readonly number: string };
};

/** The way from the agreements down to a page of an enrollment. */
export function useEnrollmentCrumbs(head: Head | null, agreement = head?.agreement ?? null) {
  const t = useTranslate();
  return {
    label: t("navigation:breadcrumbs"),
    items: [
      { to: paths.agreements(), label: t("activation:title") },
      ...(agreement === null ? [] : [{ to: paths.agreement(agreement.id), label: agreement.number }]),
      ...(head === null ? [] : [{ to: paths.enrollment(head.id), label: head.number }]),
    ],
  };
}
