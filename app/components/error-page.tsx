import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTranslate } from "./use-translate.ts";
import { isRefusalBody } from "#app/http/refusal-response.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Icon, type IconName } from "#app/ui/icon.tsx";

type Words = { readonly icon: IconName; readonly title: string; readonly text: string };

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
      <div className="mt-2">
        <ButtonLink to={paths.home()}>{t("errors:toHome")}</ButtonLink>
      </div>
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
      return { icon: code === "role-needed" ? "ban" : code === "not-found" ? "search" : "info", title, text };
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
