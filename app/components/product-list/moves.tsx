import { useTranslate } from "#app/components/use-translate.ts";
import type { Move } from "#app/domain/licensing/product-list/moves.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Table } from "#app/ui/table.tsx";
import { LineLink } from "./names.tsx";

type MovesProps = { readonly name: string; readonly moves: readonly Move[]; readonly edition: number | null };

/** From what one may come to a group, and where one may go from it: the group in the middle, the ways at its sides. */
export function Moves({ name, moves, edition }: MovesProps) {
  const t = useTranslate();
  const side = (direction: "in" | "out") =>
    waysOf(
      moves.filter((move) => move.direction === direction),
      direction,
    );
  const within = moves.filter(({ direction }) => direction === "within");
  const [before, after] = [side("in"), side("out")];
  return (
    <div className="flex flex-col gap-5">
      <div className="grid items-center gap-3 lg:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
        <Side title={t("productList:group.from")} ways={before} />
        <div className="flex items-center justify-center gap-3">
          {before.length === 0 ? null : <Icon name="arrow-right" className="max-lg:rotate-90" />}
          <span
            lang="de"
            className="rounded-lg border-2 border-accent bg-accent-soft px-4 py-3 text-center font-semibold"
          >
            {name}
          </span>
          {after.length === 0 ? null : <Icon name="arrow-right" className="max-lg:rotate-90" />}
        </div>
        <Side title={t("productList:group.to")} ways={after} />
      </div>
      {within.length === 0 ? null : (
        <ul className="flex flex-col gap-2 border-t border-line pt-4">
          {within.map((move) => (
            <li key={`${move.line} ${move.to}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span lang="de">{(move.from ?? ["…"]).join(" + ")}</span>
              <Icon name="arrow-right" size="sm" label={t("productList:group.to")} />
              <span lang="de">{move.to}</span>
              <Kind move={move} />
              <LineLink line={move.line} edition={edition} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Kind({ move }: { readonly move: Pick<Move, "kind" | "bridge"> }) {
  const t = useTranslate();
  return (
    <>
      <Badge>{t(`productList:rowKind.${move.kind}`)}</Badge>
      {move.bridge === null ? null : (
        <Badge tone="warning">
          {t("productList:group.bridgeNeeded")}
          {move.bridge === "any" ? null : <span lang="de"> {move.bridge}</span>}
        </Badge>
      )}
    </>
  );
}

type Way = { readonly key: string; readonly label: string; readonly move: Move };

/** Several ways to the same product are one box. */
function waysOf(moves: readonly Move[], direction: "in" | "out"): Way[] {
  const ways = new Map<string, Way>();
  for (const move of moves) {
    const label = direction === "in" ? (move.from ?? ["…"]).join(" + ") : move.to;
    const key = `${move.kind} ${label} ${move.bridge ?? ""}`;
    if (!ways.has(key)) ways.set(key, { key, label, move });
  }
  return [...ways.values()];
}

function Side({ title, ways }: { readonly title: string; readonly ways: readonly Way[] }) {
  if (ways.length === 0) return <span className="hidden lg:block" />;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <h3 className="text-sm font-medium text-ink-muted">{title}</h3>
      <ul className="flex flex-col gap-2">
        {ways.map(({ key, label, move }) => (
          <li key={key} className="flex flex-wrap items-center gap-2 rounded-lg border border-line px-3 py-2">
            <span lang="de" className="min-w-0 break-words">
              {label}
            </span>
            <Kind move={move} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Every way with its line: what the picture leaves out where several rows lead to the same product. */
export function MovesTable({ moves, edition }: Pick<MovesProps, "moves" | "edition">) {
  const t = useTranslate();
  return (
    <Table
      caption={t("productList:group.movesTable")}
      rows={moves.map((move, index) => ({ ...move, index }))}
      rowKey={({ index }) => String(index)}
      columns={[
        {
          key: "from",
          header: t("productList:group.from"),
          isPrimary: true,
          cell: ({ from }) => <span lang="de">{(from ?? ["…"]).join(" + ")}</span>,
        },
        { key: "to", header: t("productList:group.to"), cell: ({ to }) => <span lang="de">{to}</span> },
        {
          key: "kind",
          header: t("productList:group.kind"),
          cell: (move) => (
            <span className="flex flex-wrap gap-1.5">
              <Kind move={move} />
            </span>
          ),
        },
        {
          key: "line",
          header: t("productList:source.line"),
          isNarrow: true,
          cell: ({ line }) => <LineLink line={line} edition={edition} />,
        },
      ]}
    />
  );
}
