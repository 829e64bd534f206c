import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import type { OwnAccessesView } from "#app/views/own-accesses.ts";
import { OwnAccessTable } from "./own-access-table.tsx";

type OwnProductHistoryProps = {
  readonly history: OwnAccessesView;
  /** Whether there is a key that could leak. */
  readonly hasKey: boolean;
};

/** Who had access to one product, and whom to tell when the key is in wrong hands. */
export function OwnProductHistory({ history: { seller, accesses, links }, hasKey }: OwnProductHistoryProps) {
  const t = useTranslate();
  return (
    <>
      {hasKey ? <p className="max-w-prose text-sm text-ink-muted">{t("ownProducts:leaked", { seller })}</p> : null}
      <Section
        title={t("ownProducts:accesses.title")}
        actions={
          links.next === null ? undefined : (
            <ButtonLink to={paths.ownAccesses()} size="sm">
              {t("ownProducts:accesses.all")}
            </ButtonLink>
          )
        }
        isPadded={accesses.length === 0}
      >
        {accesses.length === 0 ? (
          <p className="text-ink-muted">{t("ownProducts:accesses.empty")}</p>
        ) : (
          <OwnAccessTable accesses={accesses} hasProducts={false} />
        )}
      </Section>
    </>
  );
}
