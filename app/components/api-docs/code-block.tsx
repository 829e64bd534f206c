import { CopyButton } from "#app/components/copy-button.tsx";
import { useTranslate } from "#app/components/use-translate.ts";

type CodeBlockProps = {
  readonly text: string;
  /** Says what it is. */
  readonly label: string;
  /** Whether there is a button that copies it. */
  readonly isCopied?: boolean;
};

/** Text to be typed or read as it is; long lines are scrolled within it. */
export function CodeBlock({ text, label, isCopied = false }: CodeBlockProps) {
  const t = useTranslate();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <pre
        // It can be scrolled, so that it has to be reached by the keyboard.
        // oxlint-disable-next-line jsx_a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={label}
        className="max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-sm leading-5"
      >
        <code translate="no">{text}</code>
      </pre>
      {isCopied ? (
        <div className="self-start">
          <CopyButton text={text} label={t("apiDocs:copy")} size="sm" />
        </div>
      ) : null}
    </div>
  );
}
