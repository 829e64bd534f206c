import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { AzureOfferView } from "#app/views/service-activation/azure-offer.ts";

const tones: Record<AzureOfferView["state"], Tone> = {
  none: "neutral",
  open: "warning",
  accepted: "success",
  declined: "neutral",
  ended: "neutral",
};

type AzureStateProps = {
  readonly view: Omit<AzureOfferView, "answerRefusal" | "startRefusal">;
};

/** What has become of the offer of Azure, and why nothing is offered where nothing is. */
export function AzureState({ view }: AzureStateProps) {
  const t = useTranslate();
  const { state, why, offeredAt, lastDay, admins, answered, notice } = view;
  return (
    <>
      {why === null ? null : <Notice tone="info">{t(`activation:azure.why.${why}`, { on: lastDay.text })}</Notice>}
      <Section>
        <DescriptionList
          items={[
            {
              term: t("activation:azure.status"),
              value: (
                <Badge tone={tones[state]} hasDot>
                  {t(`activation:azure.state.${state}`)}
                </Badge>
              ),
            },
            ...(offeredAt === null
              ? []
              : [{ term: t("activation:azure.offered"), value: <Moment instant={offeredAt} withUtc /> }]),
            { term: t("activation:azure.lastDay"), value: t("activation:azure.utc", { on: lastDay.text }) },
            {
              term: t("activation:azure.askedPeople"),
              value:
                admins.length === 0 ? (
                  t("activation:azure.nobody")
                ) : (
                  <ul>
                    {admins.map(({ name, email }) => (
                      <li key={email} className="break-words">
                        {name}, {email}
                      </li>
                    ))}
                  </ul>
                ),
            },
            ...(answered === null
              ? []
              : [{ term: t("activation:azure.answered"), value: t("activation:azure.answeredBy", answered) }]),
            ...(notice === null
              ? []
              : [
                  { term: t("activation:azure.noticeOn"), value: notice.on.text },
                  {
                    term: t("activation:azure.notice"),
                    value: <span className="break-words whitespace-pre-wrap">{notice.text}</span>,
                  },
                ]),
          ]}
        />
      </Section>
    </>
  );
}
