import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslate } from "./use-translate.ts";
import { paths } from "#app/http/paths.ts";
import type { NavigationPlace } from "#app/i18n/locales/en/navigation.ts";
import { classNames } from "#app/ui/class-names.ts";
import { Icon } from "#app/ui/icon.tsx";
import { useInAppLinks } from "#app/ui/in-app-links.ts";
import { Brand } from "./brand.tsx";
import { SearchOpener } from "./search/search-opener.tsx";
import { FlashNotice } from "./flash-notice.tsx";
import { UnsentNotice } from "./unsent-notice.tsx";
import type { FrameData } from "./frame-data.ts";
import { LanguageSwitch, ThemeSwitch } from "./switches.tsx";
import { NavigationProgress } from "./navigation-progress.tsx";

type AppShellProps = { readonly frame: FrameData; readonly children: ReactNode };

/** The frame of every page. Menus are `<details>`, so they open without scripts. */
export function AppShell({ frame, children }: AppShellProps) {
  const t = useTranslate();
  const whole = useInAppLinks<HTMLDivElement>();
  return (
    <div ref={whole} className="flex min-h-screen flex-col">
      <a
        href="#content"
        className="sr-only rounded-md bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {t("common:skipToContent")}
      </a>
      <NavigationProgress label={t("common:loading")} />
      <TopBar frame={frame} />
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 pt-5 pb-16 sm:px-6">
        {frame.notice === undefined ? null : (
          <div className="mb-5 empty:hidden">
            <FlashNotice notice={frame.notice} />
          </div>
        )}
        <UnsentNotice reader={frame.user?.email ?? null} />
        {children}
      </main>
    </div>
  );
}

function TopBar({ frame }: { frame: FrameData }) {
  const { user } = frame;
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-bar" data-print="hide">
      <div className="mx-auto flex h-bar max-w-7xl items-center gap-2 px-4 sm:px-6">
        <a href={paths.home()} data-in-app className="mr-2 shrink-0 rounded-sm text-ink no-underline">
          <Brand />
        </a>
        {user === undefined ? null : <WideNavigation places={user.places} />}
        <div className="ml-auto flex items-center gap-1.5">
          <SandboxBadge time={frame.sandboxTime} className="hidden sm:max-lg:inline-flex xl:inline-flex" />
          <SearchOpener reader={user?.canSearch ? user.email : null} />
          {user === undefined || user.unread === null ? null : <NoticeBell unread={user.unread} />}
          {user === undefined ? <LanguageSwitch current={frame.language} /> : <UserMenu frame={frame} user={user} />}
          {user === undefined ? null : <NarrowNavigation places={user.places} sandboxTime={frame.sandboxTime} />}
        </div>
      </div>
    </header>
  );
}

/** Leads to the notices, and says how many are unread: for those who cannot see it, in its name. */
function NoticeBell({ unread }: { unread: NonNullable<NonNullable<FrameData["user"]>["unread"]> }) {
  const t = useTranslate();
  const label =
    unread.count === 0 ? t("navigation:noticesNone") : t("navigation:noticesUnread", { count: unread.text });
  return (
    <a
      href={paths.notices()}
      data-in-app
      aria-label={label}
      title={label}
      className="flex min-h-control items-center gap-1 rounded-md px-2 text-ink-muted hover:bg-sunken hover:text-ink"
    >
      <Icon name="bell" />
      {unread.count === 0 ? null : (
        <span
          aria-hidden
          className="min-w-4 rounded-full bg-accent px-1.5 text-center text-xs leading-4 font-medium text-accent-ink tabular"
        >
          {unread.text}
        </span>
      )}
    </a>
  );
}

const menuItem = "flex w-full items-center gap-2 px-3.5 py-2 text-start text-ink no-underline hover:bg-sunken";

type Places = NonNullable<FrameData["user"]>["places"];

const operatorPlaces: readonly NavigationPlace[] = ["prices", "products", "partners", "jobRuns", "mails", "clock"];

/** Places that stand side by side at most; with one more than these, the rest goes into a menu. */
const placesInBar = 6;

function WideNavigation({ places }: { places: Places }) {
  const t = useTranslate();
  const { pathname } = useLocation();
  const isTooLong = places.length > placesInBar + 1;
  const inBar = isTooLong ? places.slice(0, placesInBar) : places;
  return (
    <nav aria-label={t("navigation:main")} className="hidden h-full lg:block">
      <ul className="flex h-full items-stretch">
        {inBar.map(({ place, to }) => (
          <li key={place} className="flex">
            <a
              href={to}
              data-in-app
              {...(isAt(to, pathname) ? { "aria-current": "page" } : {})}
              className={classNames(inBarLook, isAt(to, pathname) ? currentInBar : "text-ink-muted hover:text-ink")}
            >
              {t(`navigation:${place}`)}
            </a>
          </li>
        ))}
        {isTooLong ? (
          <li className="flex">
            <MorePlaces places={places.slice(placesInBar)} />
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** Whether the page that is open is that of a place, or one below it. */
function isAt(to: string, pathname: string): boolean {
  return pathname === to || (to !== paths.home() && pathname.startsWith(`${to}/`));
}

const inBarLook = "relative flex items-center rounded-sm px-2 whitespace-nowrap no-underline";
const currentInBar = "font-medium text-ink after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:bg-accent";

/** The places that the bar has no room for. Where one of them is open, the menu has its name. */
function MorePlaces({ places }: { places: Places }) {
  const t = useTranslate();
  const { key, pathname } = useLocation();
  const current = places.find(({ to }) => isAt(to, pathname));
  return (
    <details key={key} className="relative flex" name="top-bar-menu">
      <summary
        className={classNames(
          inBarLook,
          "h-full gap-1",
          current === undefined ? "text-ink-muted hover:text-ink" : currentInBar,
        )}
      >
        <span className="max-w-30 truncate">
          {current === undefined ? t("navigation:more") : t(`navigation:${current.place}`)}
        </span>
        <Icon name="chevron-down" size="sm" />
      </summary>
      <ul className="absolute top-full left-0 z-30 mt-1.5 w-56 rounded-lg border border-line bg-raised py-1.5 shadow-float">
        {places.map((place) => (
          <PlaceInMenu key={place.place} {...place} pathname={pathname} />
        ))}
      </ul>
    </details>
  );
}

function PlaceInMenu({ place, to, pathname }: Places[number] & { pathname: string }) {
  const t = useTranslate();
  const isCurrent = isAt(to, pathname);
  return (
    <li>
      <a
        href={to}
        data-in-app
        {...(isCurrent ? { "aria-current": "page" } : {})}
        className={classNames(
          "block px-3.5 py-2 no-underline hover:bg-sunken",
          isCurrent ? "bg-accent-soft font-medium text-ink" : "text-ink",
        )}
      >
        {t(`navigation:${place}`)}
      </a>
    </li>
  );
}

function NarrowNavigation({ places, sandboxTime }: { places: Places; sandboxTime: string | undefined }) {
  const t = useTranslate();
  const { pathname } = useLocation();
  const groups = [
    places.filter(({ place }) => !operatorPlaces.includes(place)),
    places.filter(({ place }) => operatorPlaces.includes(place)),
  ].filter((group) => group.length > 0);
  return (
    <Menu icon="menu" label={t("navigation:menu")} className="lg:hidden">
      <SandboxBadge time={sandboxTime} className="mx-3 my-2 inline-flex sm:hidden" />
      <nav aria-label={t("navigation:main")} className="divide-y divide-line">
        {groups.map((group) => (
          <ul key={group[0]?.place} className="py-1.5">
            {group.map((place) => (
              <PlaceInMenu key={place.place} {...place} pathname={pathname} />
            ))}
          </ul>
        ))}
      </nav>
    </Menu>
  );
}

function UserMenu({ frame, user }: { frame: FrameData; user: NonNullable<FrameData["user"]> }) {
  const t = useTranslate();
  return (
    <Menu
      icon="user"
      label={t("navigation:userMenu")}
      text={user.displayName}
      // The bar grows no further than the page: where places go into a menu, there is no room for a name beside them.
      isTextShownWide={user.places.length <= placesInBar + 1}
    >
      <div className="border-b border-line px-3.5 py-3">
        <p className="font-medium">{user.displayName}</p>
        <p className="truncate text-sm text-ink-muted">{user.email}</p>
        <p className="mt-1 flex items-center gap-1.5 text-sm text-ink-muted">
          <Icon name="building" size="sm" />
          {user.organization}
        </p>
      </div>
      <div className="flex items-center justify-between gap-2 border-b border-line px-3.5 py-2">
        <span className="text-sm text-ink-muted" aria-hidden>
          {t("navigation:language")}
        </span>
        <LanguageSwitch current={frame.language} />
      </div>
      <div className="flex items-center justify-between gap-2 border-b border-line px-3.5 py-2">
        <span className="text-sm text-ink-muted" aria-hidden>
          {t("navigation:theme")}
        </span>
        <ThemeSwitch current={frame.theme} />
      </div>
      <div className="flex flex-col py-1.5">
        <a href={paths.preferences()} data-in-app className={menuItem}>
          <Icon name="settings" className="text-ink-muted" />
          {t("navigation:preferences")}
        </a>
        <Form method="post" action={paths.signOut()}>
          <button className={menuItem}>
            <Icon name="log-out" className="text-ink-muted" />
            {t("navigation:signOut")}
          </button>
        </Form>
        <a href={paths.signOutEverywhere()} data-in-app className={menuItem}>
          <Icon name="ban" className="text-ink-muted" />
          {t("navigation:signOutEverywhere")}
        </a>
      </div>
    </Menu>
  );
}

type MenuProps = {
  readonly icon: "menu" | "user";
  readonly label: string;
  readonly text?: string;
  readonly isTextShownWide?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
};

/** Opens below its button. A new page closes it: the key makes a new element. */
function Menu({ icon, label, text, isTextShownWide = false, className, children }: MenuProps) {
  const { key } = useLocation();
  return (
    <details key={key} className={classNames("relative", className)} name="top-bar-menu">
      <summary
        className="flex min-h-control items-center gap-1.5 rounded-md px-2 text-ink-muted hover:bg-sunken hover:text-ink"
        aria-label={text === undefined ? label : `${label}: ${text}`}
      >
        <Icon name={icon} />
        {text === undefined ? null : (
          <span
            className={classNames("hidden max-w-40 truncate text-sm md:max-lg:block", isTextShownWide && "2xl:block")}
          >
            {text}
          </span>
        )}
        {text === undefined ? null : <Icon name="chevron-down" size="sm" className="hidden md:block" />}
      </summary>
      <div className="absolute right-0 z-30 mt-1.5 w-72 max-w-[calc(100vw-2rem)] rounded-lg border border-line bg-raised shadow-float">
        {children}
      </div>
    </details>
  );
}

function SandboxBadge({ time, className }: { time: string | undefined; className: string }) {
  const t = useTranslate();
  if (time === undefined) return null;
  return (
    <span
      className={classNames(
        "items-center gap-1.5 rounded-lg bg-warning-soft px-2.5 py-1 whitespace-nowrap text-xs font-medium text-warning-ink tabular",
        className,
      )}
    >
      <Icon name="clock" size="sm" />
      <span>
        {t("navigation:sandbox")}
        <span className="font-normal">
          {" · "}
          <span className="sr-only">{t("navigation:sandboxTime", { time })}</span>
          <span aria-hidden>{time}</span>
        </span>
      </span>
    </span>
  );
}
