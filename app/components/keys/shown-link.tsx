import { useEffect, useRef } from "react";
import { CopyButton } from "#app/components/copy-button.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import type { ShownLink as ShownLinkAnswer } from "./answers.ts";

/** A link to a download, to be sent on: what it can do, and until when. One click into it selects all of it. */
export function ShownLink({ answer }: { readonly answer: ShownLinkAnswer }) {
  const t = useTranslate();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, []);
  const points: readonly (readonly [IconName, string])[] = [
    ["users", t("keys:link.holder")],
    ["clock", t("keys:link.ends", { at: answer.expiresAt.local })],
    ["ban", t("keys:link.revoked")],
    ["list", t("keys:link.logged")],
    ["info", t("keys:link.once")],
  ];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <label className="flex flex-col gap-1">
          <span className="text-sm font-medium break-all">{t("keys:link.label", { file: answer.fileName })}</span>
          <input
            ref={field}
            readOnly
            value={answer.url}
            className="input font-mono text-sm"
            onFocus={(event) => event.target.select()}
          />
        </label>
        <CopyButton text={answer.url} label={t("keys:link.copy")} variant="primary" isFirst />
      </div>
      <ul className="flex flex-col gap-1.5 text-sm text-ink-muted">
        {points.map(([icon, text]) => (
          <li key={icon} className="flex gap-2">
            <Icon name={icon} size="sm" className="mt-0.75" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
