import { CopyButton } from "#app/components/copy-button.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Notice } from "#app/ui/notice.tsx";

/** A secret as a page shows it once; null where a repeated form comes too late for it. */
export type ShownSecret = { readonly clientId: string; readonly secret: string | null };

/** Id and secret, to be copied now; one click into a field selects all of it. */
export function ShownSecretNotice({ shown, title }: { readonly shown: ShownSecret; readonly title: string }) {
  const t = useTranslate();
  const { clientId, secret } = shown;
  if (secret === null)
    return (
      <Notice tone="warning" isAnnounced>
        {t("apiClients:once.gone")}
      </Notice>
    );
  return (
    <Notice tone="success" title={title} isAnnounced>
      <p className="max-w-prose">{t("apiClients:once.text")}</p>
      <Copied label={t("apiClients:clientId")} text={clientId} button={t("apiClients:once.copyId")} />
      <Copied label={t("apiClients:secret")} text={secret} button={t("apiClients:once.copySecret")} />
    </Notice>
  );
}

type CopiedProps = { readonly label: string; readonly text: string; readonly button: string };

function Copied({ label, text, button }: CopiedProps) {
  return (
    <div className="mt-2 flex flex-wrap items-end gap-2">
      <label className="flex min-w-0 grow flex-col gap-1">
        <span className="text-sm font-medium">{label}</span>
        <input readOnly value={text} className="input font-mono text-sm" onFocus={(event) => event.target.select()} />
      </label>
      <CopyButton text={text} label={button} />
    </div>
  );
}
