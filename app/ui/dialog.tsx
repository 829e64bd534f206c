import { useEffect, useId, useRef, type ReactNode } from "react";
import { Button } from "./button.tsx";

type DialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly closeLabel: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
};

/**
 * The browser's own modal dialog: it holds the focus, closes on Escape and gives the focus back. It begins with what
 * carries `data-first-focus`.
 * Only for what a page asks for by name (a key in a pop-up); actions are pages.
 */
export function Dialog({ isOpen, onClose, title, closeLabel, children, actions }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (isOpen && !element.open) {
      element.showModal();
      // The browser would take the first control, which is the one that closes.
      element.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    }
    if (!isOpen && element.open) element.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto w-full max-w-[min(32rem,calc(100vw-1.5rem))] rounded-lg border border-line bg-raised p-0 shadow-float"
    >
      <div className="flex items-center justify-between gap-4 border-b border-line px-4 py-3">
        <h2 id={titleId} className="text-md font-semibold">
          {title}
        </h2>
        <Button type="button" variant="quiet" size="sm" icon="x" onClick={onClose}>
          {closeLabel}
        </Button>
      </div>
      <div className="p-4">{children}</div>
      {actions === undefined ? null : (
        <div className="flex justify-end gap-2 border-t border-line px-4 py-3">{actions}</div>
      )}
    </dialog>
  );
}
