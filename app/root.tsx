import { json, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import stylesheet from "#styles/app.css?url";
import favicon from "./assets/favicon.svg?url";
import font from "./assets/fonts/inter-latin-wght-normal.woff2?url";
import { AppShell } from "./components/app-shell.tsx";
import { ErrorPage } from "./components/error-page.tsx";
import { mayDo } from "./domain/access/permissions.ts";
import type { FrameData } from "./components/frame-data.ts";
import { PageScripts } from "./components/page-scripts.tsx";
import { useLanguage } from "./components/use-translate.ts";
import { takeNotice } from "./http/flash-notice.server.ts";
import { placesFor } from "./http/navigation.ts";
import { visitorOf } from "./http/visitor.server.ts";
import { productName } from "./i18n/product-name.ts";
import { unreadNotices } from "./views/notices/notices.ts";

export const links: LinksFunction = () => [
  // Asked for beside the style sheet that names it, not after it.
  { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href: font },
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", type: "image/svg+xml", href: favicon },
];

export const meta: MetaFunction = () => [{ title: productName }];

/** What the frame of the page shows. Asked again on every navigation: notices, the sandbox's time and roles change. */
export async function loader(args: LoaderFunctionArgs) {
  const { user, language, timeZone, theme, format, at, deps, t } = await visitorOf(args);
  const taken = await takeNotice(args);
  const frame: FrameData = {
    language,
    theme,
    user:
      user === undefined
        ? undefined
        : {
            displayName: user.displayName,
            email: user.email,
            organization: user.organizationName ?? t("navigation:operatorOrganization"),
            canSearch: user.actor.kind === "partner" && mayDo(user.actor, "see-customers"),
            unread: await unreadNotices({ db: deps.db, actor: user.actor, reader: { language, timeZone } }),
            places: placesFor(user.actor, { isSandbox: deps.mode === "sandbox" }),
          },
    sandboxTime: deps.mode === "sandbox" ? format.instant(at).local : undefined,
    notice: taken?.notice,
  };
  return json(frame, taken === undefined ? {} : { headers: { "Set-Cookie": taken.clearing } });
}

export const shouldRevalidate = () => true;

export function Layout({ children }: { children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>("root");
  const language = useLanguage();
  const theme = frame?.theme ?? "system";
  return (
    <html lang={language} {...(theme === "system" ? {} : { "data-theme": theme })}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <PageScripts />
      </body>
    </html>
  );
}

export default function Root() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <Frame>
      <ErrorPage error={error} />
    </Frame>
  );
}

/** Also around error pages; without the loader's data (it failed itself) as for somebody who is not signed in. */
function Frame({ children }: { children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>("root");
  const language = useLanguage();
  const bare: FrameData = {
    language,
    theme: "system",
    user: undefined,
    sandboxTime: undefined,
    notice: undefined,
  };
  // Null as well: a loader that did not run leaves no data.
  return <AppShell frame={frame ? frameOf(frame) : bare}>{children}</AppShell>;
}

/** JSON leaves out what is undefined; here it is named again. */
function frameOf(frame: Partial<FrameData> & Pick<FrameData, "language" | "theme">): FrameData {
  return {
    language: frame.language,
    theme: frame.theme,
    user: frame.user,
    sandboxTime: frame.sandboxTime,
    notice: frame.notice,
  };
}
