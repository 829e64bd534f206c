import { useEffect, useRef } from "react";
import { Icon } from "./icon.tsx";

export type SummaryError = { readonly fieldId: string | null; readonly message: string };

type ErrorSummaryProps = { readonly title: string; readonly errors: readonly SummaryError[] };

/**
 * What has to be put right, at the top of the page, with a link to each field. It takes the focus,
 * with scripts when it appears and without them when the page loads, so that nobody misses it.
 */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [errors]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      className="rounded-lg border border-danger bg-danger-soft p-4 text-danger-ink"
    >
      <h2 className="flex items-center gap-2 text-md font-semibold">
        <Icon name="circle-alert" size="lg" />
        {title}
      </h2>
      <ul className="mt-2 ml-7 list-disc space-y-1">
        {errors.map(({ fieldId, message }) => (
          <li key={`${fieldId} ${message}`}>
            {fieldId === null ? (
              message
            ) : (
              <a href={`#${fieldId}`} className="font-medium underline underline-offset-2">
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
