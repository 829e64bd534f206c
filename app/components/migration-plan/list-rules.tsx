import { useTranslate } from "#app/components/use-translate.ts";
import { Section } from "#app/ui/section.tsx";

const example = ["PC-0417;2026-05-31;Bremen", "SRV-FILE-2;2026-06-02T07:15:00Z;Hamburg"];

/** What a list of devices looks like, and what becomes of it. */
export function ListRules({ devicesMax }: { readonly devicesMax: string }) {
  const t = useTranslate();
  return (
    <Section title={t("migration:import.rulesTitle")}>
      <div className="flex flex-col gap-3">
        <pre className="rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs break-all whitespace-pre-wrap">
          {[t("migration:import.exampleHeader"), ...example].join("\n")}
        </pre>
        <ul className="flex list-disc flex-col gap-2 pl-4 text-ink-muted">
          {(["columns", "dates", "zone", "merge", "limit"] as const).map((rule) => (
            <li key={rule}>{t(`migration:import.rules.${rule}`, { devices: devicesMax })}</li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
