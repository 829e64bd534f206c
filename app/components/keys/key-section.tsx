import { useTranslate } from "#app/components/use-translate.ts";
import { withSearch } from "#app/http/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { KeyOfVersion } from "#app/views/entitlement.ts";
import { AskForm } from "./ask-form.tsx";
import { Disclosure } from "./disclosure.tsx";
import { KeyStateBadge } from "./key-state-badge.tsx";
import type { KeysLinks, KeysPageData } from "./page-data.ts";

type KeySectionProps = { readonly data: KeysPageData; readonly links: KeysLinks };

/** The key of the chosen version: what has become of it, and *Get keys*. */
export function KeySection({ data, links }: KeySectionProps) {
  const t = useTranslate();
  const { key, accessReason } = data;
  if (key === null) return null;
  const { chosen, versions, refusal } = key;
  const reason = accessReason ?? refusal?.text;
  const others = versions.filter(({ version }) => version !== chosen.version);
  return (
    <Section title={t("keys:key.title")} description={t("keys:key.intro")}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 flex-col items-start gap-1">
            <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
              {chosen.version === "" ? t("keys:key.only") : t("keys:key.chosen", { version: chosen.version })}
              <KeyStateBadge state={chosen.state} />
            </h3>
            {chosen.issuedAt === null ? null : (
              <p className="text-sm text-ink-muted">{t("keys:key.since", { at: chosen.issuedAt.local })}</p>
            )}
            <StateText state={chosen.state} />
          </div>
          {reason === undefined ? (
            <GetKeys data={data} version={chosen.version} />
          ) : (
            <Button icon="key" disabledReason={reason}>
              {t("keys:key.get")}
            </Button>
          )}
        </div>
        <OtherVersions others={others} data={data} links={links} />
        <Disclosure title={t("keys:key.kmsTitle")}>
          <p className="max-w-prose text-sm text-ink-muted">{t("keys:key.kmsText")}</p>
          {links.planner === undefined || links.planner === null ? null : (
            <p className="pt-1.5 text-sm">
              <TextLink to={links.planner}>{t("keys:key.kmsPlanner")}</TextLink>
            </p>
          )}
        </Disclosure>
        {links.withdraw === null || accessReason !== null || !chosen.isLive ? null : (
          <p className="text-sm text-ink-muted">
            {t("keys:key.leaked")} <TextLink to={links.withdraw(chosen.version)}>{t("keys:key.leakedLink")}</TextLink>
          </p>
        )}
      </div>
    </Section>
  );
}

function StateText({ state }: Pick<KeyOfVersion, "state">) {
  const t = useTranslate();
  if (state === "withdrawn") return <Notice tone="warning">{t("keys:key.withdrawnText")}</Notice>;
  if (state === "replaced") return <p className="text-sm text-ink-muted">{t("keys:key.replacedText")}</p>;
  return null;
}

function GetKeys({ data: { key, email }, version }: { readonly data: KeysPageData; readonly version: string }) {
  const t = useTranslate();
  const needsPassword = key?.needsPassword === true;
  return (
    <div className="flex flex-col items-start gap-1">
      <AskForm
        // Another version is another question.
        key={version}
        fields={{ intent: "reveal", version }}
        first={needsPassword ? { kind: "password", version, email, problem: null } : null}
      >
        {(isBusy) => (
          <Button variant="primary" icon="key">
            {isBusy ? t("keys:key.getting") : t("keys:key.get")}
          </Button>
        )}
      </AskForm>
      {needsPassword ? <p className="text-sm text-ink-muted">{t("keys:key.password")}</p> : null}
    </div>
  );
}

type OtherVersionsProps = KeySectionProps & { readonly others: readonly KeyOfVersion[] };

/** Every version has a key of its own. */
function OtherVersions({ others, data: { choice }, links }: OtherVersionsProps) {
  const t = useTranslate();
  if (others.length === 0) return null;
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-3">
      <h3 className="text-sm font-medium">{t("keys:key.others")}</h3>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {others.map(({ version, state }) => (
          <li key={version} className="flex min-h-6 items-center gap-2">
            <TextLink to={withSearch(links.page, { ...choice, version })}>{version}</TextLink>
            <KeyStateBadge state={state} />
          </li>
        ))}
      </ul>
    </div>
  );
}
