import { Form } from "@remix-run/react";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { Section } from "#app/ui/section.tsx";
import { useTranslate } from "../use-translate.ts";
import { Printed } from "./names.tsx";

type DoubtfulMatch = {
  readonly doubt: "predecessor" | "place";
  readonly state: "open" | "same" | "apart";
  readonly olderName: string | null;
  readonly olderLine: number;
};

const tones = { open: "warning", same: "success", apart: "neutral" } as const;

/** A group that was taken for one of the edition before: whether it is that one, and what follows from either answer. */
export function GroupMatchSection({
  match,
  name,
  editionNumber,
}: {
  readonly match: DoubtfulMatch;
  readonly name: string;
  readonly editionNumber: number;
}) {
  const t = useTranslate();
  const older = match.olderName ?? t("productList:groups.noName", { line: match.olderLine });
  return (
    <Section title={t("productList:match.title")} description={t(`productList:match.because.${match.doubt}`)}>
      <dl className="mb-4 grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr]">
        <dt className="text-ink-muted">{t("productList:match.older", { number: editionNumber - 1 })}</dt>
        <dd className="min-w-0 break-words">
          <TextLink to={paths.productListSource(match.olderLine, { edition: editionNumber - 1 })}>
            <Printed>{older}</Printed>
          </TextLink>
        </dd>
        <dt className="text-ink-muted">{t("productList:match.newer", { number: editionNumber })}</dt>
        <dd className="min-w-0 break-words">
          <Printed>{name}</Printed>
        </dd>
        <dt className="text-ink-muted">{t("productList:match.state")}</dt>
        <dd>
          <Badge tone={tones[match.state]}>{t(`productList:match.states.${match.state}`)}</Badge>
        </dd>
      </dl>
      <p className="mb-4 text-sm text-ink-muted">{t("productList:match.follows")}</p>
      <Form method="post">
        <FormActions>
          {match.state === "same" ? null : (
            <Button variant="primary" name="intent" value="same">
              {t("productList:match.same")}
            </Button>
          )}
          {match.state === "apart" ? null : (
            <Button name="intent" value="apart">
              {t("productList:match.apart")}
            </Button>
          )}
        </FormActions>
      </Form>
    </Section>
  );
}

/** Groups of which it is not certain that they are those of the edition before; the operator of the portal settles it. */
export function DoubtfulMatches({
  matches,
  maySettle,
}: {
  readonly matches: readonly (Omit<DoubtfulMatch, "doubt"> & {
    readonly key: string;
    readonly name: string | null;
    readonly line: number;
  })[];
  readonly maySettle: boolean;
}) {
  const t = useTranslate();
  if (matches.length === 0) return null;
  return (
    <Section title={t("productList:match.listTitle")} description={t("productList:match.listNote")}>
      <ul className="flex flex-col gap-1.5">
        {matches.map(({ key, name, line, state, olderName, olderLine }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 break-words">
              <Printed>{olderName ?? t("productList:groups.noName", { line: olderLine })}</Printed> →{" "}
              <TextLink to={maySettle ? paths.editProductListGroup(key) : paths.productListGroup(key)}>
                <Printed>{name ?? t("productList:groups.noName", { line })}</Printed>
              </TextLink>
            </span>
            <Badge tone={tones[state]}>{t(`productList:match.states.${state}`)}</Badge>
          </li>
        ))}
      </ul>
    </Section>
  );
}
