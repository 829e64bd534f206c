import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

type NotPossibleProps = {
  /** What cannot be done. */
  readonly title: string;
  /** The subscription's page. */
  readonly back: string;
  /** Why, in words. */
  readonly children: ReactNode;
};

/** Stands in place of the form of a change that the subscription does not allow now. */
export function NotPossible({ title, back, children }: NotPossibleProps) {
  const t = useTranslate();
  return (
    <Notice tone="warning" title={title} actions={<ButtonLink to={back}>{t("subscriptions:back")}</ButtonLink>}>
      {children}
    </Notice>
  );
}
