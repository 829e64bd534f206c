import { Form } from "@remix-run/react";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat } from "#app/ui/stat.tsx";
import type { PriceListDraftView } from "#app/views/catalog/price-lists.ts";
import { useTranslate } from "../use-translate.ts";

type View = Pick<PriceListDraftView, "draft" | "counts" | "offersLosingPrice" | "changesNothing">;

/** What the import of a checked list will do, in numbers, and the way on. */
export function DraftOutcome({ view }: { readonly view: View }) {
  const { draft, counts, offersLosingPrice } = view;
  const t = useTranslate();
  const refused = draft.refusedLines;
  return (
    <>
      <Verdict view={view} />
      <section aria-label={t(refused.value > 0 ? "prices:draft.summaryRefused" : "prices:draft.summary")}>
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
          {(["added", "changed", "ended", "unchanged"] as const).map((count) => (
            <Stat
              key={count}
              label={t(`prices:draft.${count}`)}
              value={counts[count].text}
              remark={t(`prices:draft.${count}Remark`)}
            />
          ))}
          <div className="col-span-2 grid sm:col-span-1">
            <Stat
              label={t("prices:draft.refused")}
              value={refused.text}
              remark={refused.value > 0 ? t("prices:draft.refusedRemark") : t("prices:draft.refusedRemarkNone")}
              icon={refused.value > 0 ? "circle-alert" : "circle-check"}
              tone={refused.value > 0 ? "danger" : "success"}
            />
          </div>
        </div>
      </section>
      {offersLosingPrice.value === 0 || draft.state === "imported" ? null : (
        <Notice tone="warning" title={t("prices:draft.losingTitle", { count: offersLosingPrice.value })}>
          {t("prices:draft.losingText")}
        </Notice>
      )}
      {draft.state === "checked" ? <Confirm view={view} /> : null}
    </>
  );
}

function Verdict({ view: { draft, changesNothing } }: { view: View }) {
  const t = useTranslate();
  if (draft.state === "imported")
    return (
      <Notice
        tone="success"
        title={t("prices:draft.importedTitle")}
        actions={<ButtonLink to={paths.prices()}>{t("prices:draft.seePrices")}</ButtonLink>}
      />
    );
  if (draft.refusedLines.value > 0)
    return (
      <Notice
        tone="danger"
        title={t("prices:draft.refusedTitle", { count: draft.refusedLines.value })}
        actions={
          <>
            <ButtonLink to={paths.importPrices()} icon="upload">
              {t("prices:draft.uploadAgain")}
            </ButtonLink>
            <Form method="post">
              <Button name="intent" value="discard" variant="quiet" icon="trash">
                {t("prices:draft.discard")}
              </Button>
            </Form>
          </>
        }
      >
        {t("prices:draft.refusedText")}
      </Notice>
    );
  if (changesNothing)
    return (
      <Notice tone="info" title={t("prices:draft.nothingTitle")}>
        {t("prices:draft.nothingText")}
      </Notice>
    );
  return <Notice tone="success" title={t("prices:draft.readyTitle")} />;
}

function Confirm({ view: { draft, changesNothing } }: { view: View }) {
  const t = useTranslate();
  return (
    <Section title={t("prices:draft.confirmTitle")}>
      <Form method="post" className="flex flex-col gap-3">
        <p className="max-w-prose text-ink-muted">{t("prices:draft.confirmText", { rows: draft.rows.text })}</p>
        <FormActions>
          <Button name="intent" value="import" variant={changesNothing ? "secondary" : "primary"} icon="check">
            {t(changesNothing ? "prices:draft.confirmNothing" : "prices:draft.confirm")}
          </Button>
          <Button name="intent" value="discard" variant="quiet" icon="trash">
            {t("prices:draft.discard")}
          </Button>
        </FormActions>
      </Form>
    </Section>
  );
}
