import type { Language } from "#app/i18n/languages.ts";
import type { NavigationPlace } from "#app/i18n/locales/en/navigation.ts";
import type { NoticeTone } from "#app/ui/notice.tsx";

/** What the frame of every page is made of; the root's loader makes it. */
export type FrameData = {
  readonly language: Language;
  readonly theme: "system" | "light" | "dark";
  /** Undefined before sign-in. */
  readonly user:
    | {
        readonly displayName: string;
        readonly email: string;
        readonly organization: string;
        /** Only what the roles allow, in the order of the page. */
        /** Whether there is something to find for them: the records of a partner. */
        readonly canSearch: boolean;
        /** How many notices are unread; null for those whom no notice is for. */
        readonly unread: { readonly count: number; readonly text: string } | null;
        readonly places: readonly { readonly place: NavigationPlace; readonly to: string }[];
      }
    | undefined;
  /** The portal's time as text, in a sandbox, where it can differ from the clock on the wall. */
  readonly sandboxTime: string | undefined;
  readonly notice:
    | { readonly id: string; readonly tone: NoticeTone; readonly title: string; readonly text?: string | undefined }
    | undefined;
};
