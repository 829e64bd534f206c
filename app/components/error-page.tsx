import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTranslate } from "./use-translate.ts";
import { isRefusalBody } from "#app/http/refusal-response.ts";
import type { WhoToAsk } from "#app/views/who-to-ask.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Icon, type IconName } from "#app/ui/icon.tsx";

type Words = {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly ask?: WhoToAsk | undefined;
};

/** What stands where a page would be that could not be made. It never shows the cause, only what helps. */
export function ErrorPage({ error }: { readonly error: unknown }) {
  const words = useWords(error);
  const t = useTranslate();
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start gap-3 py-12">
      <span className="grid size-11 place-items-center rounded-full bg-sunken text-ink-muted">
        <Icon name={words.icon} size="lg" />
      </span>
      <h1 className="text-xl font-semibold tracking-tight">{words.title}</h1>
      <p className="text-md text-ink-muted">{words.text}</p>
      {words.ask === undefined ? null : <WhomToAsk ask={words.ask} />}
      {/* Whoever is told whom to ask has no other page to go to. */}
      {words.ask === undefined ? (
        <div className="mt-2">
          <ButtonLink to={paths.home()}>{t("errors:toHome")}</ButtonLink>
        </div>
      ) : null}
    </div>
  );
}

/** Who of the reader's own organisation has the role that is missing, to be written to. */
function WhomToAsk({ ask }: { readonly ask: WhoToAsk }) {
  const t = useTranslate();
  if (ask.admins.length === 0) return <p>{t("errors:askSeller", { seller: ask.seller })}</p>;
  return (
    <div className="flex w-full flex-col gap-2">
      <p>{t("errors:askAdmins")}</p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {ask.admins.map(({ displayName, email }) => (
          <li key={email} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2.5">
            <span className="font-medium">{displayName}</span>
            <a
              href={`mailto:${email}`}
              className="inline-flex min-h-6 items-center text-sm break-all text-link underline underline-offset-2"
            >
              {email}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/**
 * Every route exports this as its `ErrorBoundary`. A failure is then shown inside the frame; one that reaches the root
 * is shown without name and navigation, because Remix does not run the loader of the route whose boundary it is.
 */
export function RouteErrorPage() {
  return <ErrorPage error={useRouteError()} />;
}

function useWords(error: unknown): Words {
  const t = useTranslate();
  if (isRouteErrorResponse(error)) {
    const data: unknown = error.data;
    if (isRefusalBody(data)) {
      const { code, title, text } = data.refusal;
      const icon = code === "role-needed" ? "ban" : code === "not-found" ? "search" : "info";
      return { icon, title, text, ask: data.ask };
    }
    if (error.status === 404)
      return { icon: "search", title: t("errors:notFoundTitle"), text: t("errors:notFoundText") };
    if (error.status === 405) return { icon: "ban", title: t("errors:methodTitle"), text: t("errors:notFoundText") };
    if (error.status === 503) {
      return { icon: "clock", title: t("errors:unavailableTitle"), text: t("errors:unavailableText") };
    }
  }
  return { icon: "triangle-alert", title: t("errors:brokenTitle"), text: t("errors:brokenText") };
}
