import { CopyButton } from "#app/components/copy-button.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { keyPlaceholder, scriptLines } from "#app/domain/migration-plan/script-lines.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { MigrationScriptView } from "#app/views/migration-script.ts";

type CommandLinesProps = {
  readonly view: Pick<MigrationScriptView, "devices" | "leftOut" | "links">;
  /** Null for lines that show where the key goes. */
  readonly shownKey: string | null;
};

/** The commands: for the device they are typed on, and for others over the network. */
export function CommandLines({ view, shownKey }: CommandLinesProps) {
  const t = useTranslate();
  const { devices, leftOut, links } = view;
  const key = shownKey ?? keyPlaceholder;
  const remote = devices.flatMap((device) => scriptLines(device, key) ?? []);
  return (
    <>
      <Section title={t("migration:commands.localTitle")}>
        <Lines lines={scriptLines(null, key) ?? []} label={t("migration:commands.localTitle")} />
      </Section>
      <Section
        title={t("migration:commands.remoteTitle")}
        description={t("migration:commands.remoteIntro")}
        isPadded={remote.length === 0 && leftOut.length === 0}
      >
        {remote.length === 0 && leftOut.length === 0 ? (
          <EmptyState icon="circle-check" title={t("migration:commands.noDevices")}>
            {t("migration:commands.noDevicesText")}
          </EmptyState>
        ) : (
          <div className="flex flex-col gap-4 p-4">
            {remote.length === 0 ? null : (
              <Lines lines={remote} label={t("migration:commands.count", { count: devices.length })} />
            )}
            {leftOut.length === 0 ? null : <LeftOut names={leftOut} />}
          </div>
        )}
        <ListPages links={links} />
      </Section>
    </>
  );
}

const linesShownMax = 18;

/** Lines to be copied, in a field that can be scrolled and selected by keyboard. It never keeps what it held. */
function Lines({ lines, label }: { readonly lines: readonly string[]; readonly label: string }) {
  const t = useTranslate();
  return (
    <div className="flex min-w-0 flex-col items-start gap-2">
      <textarea
        readOnly
        aria-label={label}
        value={lines.join("\n")}
        rows={Math.min(lines.length, linesShownMax) + 1}
        wrap="off"
        autoComplete="off"
        spellCheck={false}
        className="input resize-y bg-sunken font-mono text-xs leading-relaxed"
      />
      <CopyButton text={lines.join("\r\n")} label={t("migration:commands.copy")} size="sm" />
    </div>
  );
}

function LeftOut({ names }: { readonly names: readonly string[] }) {
  const t = useTranslate();
  return (
    <Notice tone="warning" title={t("migration:commands.leftOut", { count: names.length })}>
      <p>{t("migration:commands.leftOutText")}</p>
      <ul className="mt-1 list-disc pl-4">
        {names.map((name) => (
          <li key={name}>
            <bdi className="break-all">{name}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
