import { useTranslate } from "#app/components/use-translate.ts";
import { Notice } from "#app/ui/notice.tsx";
import type { InstallationFacts } from "#app/views/upgrade-verification/device-page.ts";

/** Why the version before the one that waits for a signature was rejected: what has to be mended before it is signed. */
export function RejectedBefore({ order: { pending, versions } }: { readonly order: InstallationFacts }) {
  const t = useTranslate();
  const before = versions.find(({ number }) => number + 1 === pending?.number);
  if (pending?.state !== "open" || before?.state !== "rejected" || before.answer === null) return null;
  const { name, text } = before.answer;
  return (
    <Notice tone="warning" title={t("installations:next.rejected", { number: before.number, name })}>
      {text}
    </Notice>
  );
}
