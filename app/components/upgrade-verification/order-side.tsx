import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { evidenceYears } from "#app/domain/upgrade-verification/installation-order.ts";
import { paths } from "#app/http/paths.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { InstallationFacts } from "#app/views/upgrade-verification/device-page.ts";

/** What an order is about, and who answers which question: beside every page of it. */
export function OrderSide({ order }: { readonly order: InstallationFacts }) {
  const t = useTranslate();
  const { installer } = order;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <Section title={t("installations:order.facts")}>
        <DescriptionList
          items={[
            { term: t("installations:order.customer"), value: order.customerName },
            { term: t("installations:order.target"), value: order.targetName, remark: order.productLanguage },
            { term: t("installations:order.agreement"), value: order.agreementNumber },
            {
              term: t("installations:order.enrollment"),
              value: order.enrollmentNumber,
              remark: t(`trade:programme.${order.programme}`),
            },
            { term: t("installations:order.situation"), value: t(`installations:situation.${order.situation}`) },
            { term: t("installations:order.installer"), value: installer.name, remark: installer.address },
            {
              term: t("installations:order.returnTo"),
              value: <span className="break-all">{installer.returnAddress}</span>,
              ...(installer.instructions === "" ? {} : { remark: installer.instructions }),
            },
            { term: t("installations:order.created"), value: <Moment instant={order.createdAt} withUtc /> },
            {
              term: t("installations:order.evidence"),
              value:
                order.keptUntil === null
                  ? t("installations:order.keptYears", { years: evidenceYears })
                  : t("installations:order.keptUntil", { at: order.keptUntil.local }),
              ...(order.keptUntil === null ? {} : { remark: t("installations:order.keptThen") }),
            },
          ]}
        />
      </Section>
      <Section title={t("installations:help.title")}>
        <ul className="flex list-disc flex-col gap-1.5 pl-4 text-sm">
          <li>{t("installations:help.process", { installer: installer.name })}</li>
          <li>{t("installations:help.agreement")}</li>
          <li>{t("installations:help.other")}</li>
        </ul>
        <h3 className="mt-4 mb-1.5 text-sm font-semibold">{t("installations:help.resources")}</h3>
        <ul className="flex list-disc flex-col gap-1.5 pl-4 text-sm">
          <li>
            <TextLink to={paths.productList()}>{t("installations:help.licensing")}</TextLink>
          </li>
          <li>{t("installations:help.terms")}</li>
          <li>{t("installations:help.activation")}</li>
        </ul>
      </Section>
    </div>
  );
}
