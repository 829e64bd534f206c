import { productName } from "#app/i18n/product-name.ts";

/** Sign and name of the portal. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 text-md font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" className="size-6 text-accent" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <g fill="none" className="stroke-accent-ink" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
          <path d="M23.5 16a7.5 7.5 0 1 1-2.4-5.5" />
          <path d="M23.6 6.6v4.6H19" />
        </g>
      </svg>
      {productName}
    </span>
  );
}
