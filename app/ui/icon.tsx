import * as arrowLeft from "lucide-react/icons/arrow-left";
import * as arrowRight from "lucide-react/icons/arrow-right";
import * as arrowUpDown from "lucide-react/icons/arrow-up-down";
import * as ban from "lucide-react/icons/ban";
import * as bell from "lucide-react/icons/bell";
import * as building2 from "lucide-react/icons/building-complex";
import * as calendarClock from "lucide-react/icons/calendar-clock";
import * as check from "lucide-react/icons/check";
import * as chevronDown from "lucide-react/icons/chevron-down";
import * as chevronLeft from "lucide-react/icons/chevron-left";
import * as chevronRight from "lucide-react/icons/chevron-right";
import * as chevronUp from "lucide-react/icons/chevron-up";
import * as circleCheck from "lucide-react/icons/circle-check";
import * as circleAlert from "lucide-react/icons/circle-exclamation-point";
import * as circleX from "lucide-react/icons/circle-x";
import * as clock from "lucide-react/icons/clock";
import * as copy from "lucide-react/icons/copy";
import * as download from "lucide-react/icons/download";
import * as externalLink from "lucide-react/icons/external-link";
import * as fileText from "lucide-react/icons/file-text";
import * as info from "lucide-react/icons/info";
import * as keyRound from "lucide-react/icons/key-round";
import * as listChecks from "lucide-react/icons/list-checks";
import * as logOut from "lucide-react/icons/log-out";
import * as mail from "lucide-react/icons/mail";
import * as menu from "lucide-react/icons/menu";
import * as minus from "lucide-react/icons/minus";
import * as parcel from "lucide-react/icons/package";
import * as pencil from "lucide-react/icons/pencil";
import * as play from "lucide-react/icons/play";
import * as plus from "lucide-react/icons/plus";
import * as refreshCw from "lucide-react/icons/refresh-cw";
import * as search from "lucide-react/icons/search";
import * as settings from "lucide-react/icons/settings";
import * as shoppingCart from "lucide-react/icons/shopping-cart";
import * as tag from "lucide-react/icons/tag";
import * as trash2 from "lucide-react/icons/trash";
import * as triangleAlert from "lucide-react/icons/triangle-exclamation-point";
import * as upload from "lucide-react/icons/upload";
import * as user from "lucide-react/icons/user";
import * as users from "lucide-react/icons/users";
import * as x from "lucide-react/icons/x";
import { classNames } from "./class-names.ts";

/** What lucide draws an icon of: elements of SVG with their attributes, in a square of 24. */
type Drawing = readonly (readonly [element: string, attributes: Readonly<Record<string, string>>])[];

/**
 * The inside of an icon as text, made once. As elements of React the dozen icons of a page's frame took a twentieth of
 * the time of a list page. Lucide does not declare the drawing; without it nothing starts.
 */
function shapeOf(module: object): string {
  const { __iconData } = module as { readonly __iconData?: { readonly node?: Drawing } };
  if (__iconData?.node === undefined) throw new Error("This version of lucide-react keeps its drawings elsewhere");
  const text = ([name, value]: readonly [string, string]) => (name === "key" ? "" : ` ${name}="${value}"`);
  return __iconData.node
    .map(([element, attributes]) => `<${element}${Object.entries(attributes).map(text).join("")}/>`)
    .join("");
}

const shapes = {
  "arrow-left": shapeOf(arrowLeft),
  "arrow-right": shapeOf(arrowRight),
  "arrow-up-down": shapeOf(arrowUpDown),
  ban: shapeOf(ban),
  bell: shapeOf(bell),
  building: shapeOf(building2),
  "calendar-clock": shapeOf(calendarClock),
  check: shapeOf(check),
  "chevron-down": shapeOf(chevronDown),
  "chevron-left": shapeOf(chevronLeft),
  "chevron-right": shapeOf(chevronRight),
  "chevron-up": shapeOf(chevronUp),
  "circle-alert": shapeOf(circleAlert),
  "circle-check": shapeOf(circleCheck),
  "circle-x": shapeOf(circleX),
  clock: shapeOf(clock),
  copy: shapeOf(copy),
  download: shapeOf(download),
  "external-link": shapeOf(externalLink),
  file: shapeOf(fileText),
  info: shapeOf(info),
  key: shapeOf(keyRound),
  list: shapeOf(listChecks),
  "log-out": shapeOf(logOut),
  mail: shapeOf(mail),
  menu: shapeOf(menu),
  minus: shapeOf(minus),
  package: shapeOf(parcel),
  pencil: shapeOf(pencil),
  play: shapeOf(play),
  plus: shapeOf(plus),
  refresh: shapeOf(refreshCw),
  search: shapeOf(search),
  settings: shapeOf(settings),
  cart: shapeOf(shoppingCart),
  tag: shapeOf(tag),
  trash: shapeOf(trash2),
  "triangle-alert": shapeOf(triangleAlert),
  upload: shapeOf(upload),
  user: shapeOf(user),
  users: shapeOf(users),
  x: shapeOf(x),
} as const;

export type IconName = keyof typeof shapes;
/** All of them, by name. */
export const iconNames = Object.keys(shapes).toSorted() as IconName[];

type IconProps = {
  readonly name: IconName;
  /** Said by screen readers; leave it out where text beside the icon says the same. */
  readonly label?: string | undefined;
  readonly size?: "sm" | "md" | "lg" | undefined;
  readonly className?: string | undefined;
};

const sizes = { sm: "size-3.5", md: "size-4", lg: "size-5" };

/** One icon; decoration unless it has a label. */
export function Icon({ name, label, size = "md", className }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={classNames("icon shrink-0", sizes[size], className)}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
      // oxlint-disable-next-line react/no-danger -- a drawing of the library, of no text of anybody's
      dangerouslySetInnerHTML={{ __html: shapes[name] }}
    />
  );
}
