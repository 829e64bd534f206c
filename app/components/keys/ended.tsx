import { useTranslate } from "#app/components/use-translate.ts";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { KeysLinks, KeysPageData } from "./page-data.ts";

type EndedProps = { readonly data: KeysPageData; readonly links: KeysLinks };

/** A purchase that was cancelled or has expired: nothing is to be had any more, and both sides have something to do. */
export function Ended({ data: { ended, standing, key, download }, links }: EndedProps) {
  const t = useTranslate();
  if (ended === null) return null;
  const isCancelled = standing === "cancelled";
  const hadSomething = key !== null || download !== null;
  const points: readonly (readonly [IconName, string])[] = [
    ["ban", t("keys:ended.stop")],
    ["trash", t("keys:ended.remove")],
    ...(hadSomething ? [["key", isCancelled ? t("keys:ended.revoked") : t("keys:ended.expiredKeys")] as const] : []),
    ["info", t("keys:ended.stays")],
  ];
  return (
    <>
      <Notice tone="warning" title={ended.title}>
        {ended.text}
      </Notice>
      <Section title={t("keys:ended.title")}>
        <ul className="flex max-w-prose flex-col gap-2">
          {points.map(([icon, text]) => (
            <li key={icon} className="flex gap-2.5">
              <Icon name={icon} className="mt-0.5 text-ink-subtle" />
              <span>{text}</span>
            </li>
          ))}
          {links.buy === null ? null : (
            <li className="flex gap-2.5">
              <Icon name="cart" className="mt-0.5 text-ink-subtle" />
              <TextLink to={links.buy}>{t("keys:ended.buyAgain")}</TextLink>
            </li>
          )}
        </ul>
      </Section>
    </>
  );
}
