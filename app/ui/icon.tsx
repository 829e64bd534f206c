import {
  ArrowLeft,
  ArrowRight,
  ArrowUpDown,
  Ban,
  Bell,
  Building2,
  CalendarClock,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  CircleX,
  Clock,
  Copy,
  Download,
  ExternalLink,
  FileText,
  Info,
  KeyRound,
  ListChecks,
  LogOut,
  Mail,
  Menu,
  Minus,
  Package,
  Pencil,
  Play,
  Plus,
  RefreshCw,
  Search,
  Settings,
  ShoppingCart,
  Tag,
  Trash2,
  TriangleAlert,
  Upload,
  User,
  Users,
  X,
  type LucideIcon,
} from "lucide-react";
import { classNames } from "./class-names.ts";

const icons = {
  "arrow-left": ArrowLeft,
  "arrow-right": ArrowRight,
  "arrow-up-down": ArrowUpDown,
  ban: Ban,
  bell: Bell,
  building: Building2,
  "calendar-clock": CalendarClock,
  check: Check,
  "chevron-down": ChevronDown,
  "chevron-left": ChevronLeft,
  "chevron-right": ChevronRight,
  "chevron-up": ChevronUp,
  "circle-alert": CircleAlert,
  "circle-check": CircleCheck,
  "circle-x": CircleX,
  clock: Clock,
  copy: Copy,
  download: Download,
  "external-link": ExternalLink,
  file: FileText,
  info: Info,
  key: KeyRound,
  list: ListChecks,
  "log-out": LogOut,
  mail: Mail,
  menu: Menu,
  minus: Minus,
  package: Package,
  pencil: Pencil,
  play: Play,
  plus: Plus,
  refresh: RefreshCw,
  search: Search,
  settings: Settings,
  cart: ShoppingCart,
  tag: Tag,
  trash: Trash2,
  "triangle-alert": TriangleAlert,
  upload: Upload,
  user: User,
  users: Users,
  x: X,
} as const satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof icons;

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
  const Drawing = icons[name];
  return (
    <Drawing
      className={classNames("shrink-0", sizes[size], className)}
      strokeWidth={1.75}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    />
  );
}
