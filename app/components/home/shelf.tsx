import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import type { Tone } from "#app/ui/badge.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import type { OperatorHome } from "#app/views/operator-home.ts";

const tiles = [
  { name: "waiting", tone: "danger", to: paths.keyPools() },
  { name: "empty", tone: "danger", to: paths.keyPools({ show: "empty" }) },
  { name: "low", tone: "warning", to: paths.keyPools({ show: "low" }) },
  { name: "withoutFiles", tone: "warning", to: paths.downloadFiles() },
] as const satisfies readonly { readonly name: string; readonly tone: Tone; readonly to: string }[];

/** Whether keys and files are there, each number leading to where something can be done about it. */
export function Shelf({ shelf, supportWaiting }: Pick<OperatorHome, "shelf" | "supportWaiting">) {
  const t = useTranslate();
  return (
    <section aria-label={t("home:operator.shelfTitle")}>
      <StatRow>
        {supportWaiting === null ? null : (
          <Stat
            label={t("home:operator.supportWaiting")}
            value={supportWaiting.text}
            icon={supportWaiting.count === 0 ? "circle-check" : "mail"}
            tone={supportWaiting.count === 0 ? "success" : "warning"}
            to={paths.supportQueue()}
          />
        )}
        {tiles.map(({ name, tone, to }) => {
          const { value, text } = shelf[name];
          return (
            <Stat
              key={name}
              label={t(`home:operator.shelf.${name}`)}
              value={text}
              icon={value === 0 ? "circle-check" : tone === "danger" ? "circle-alert" : "triangle-alert"}
              tone={value === 0 ? "success" : tone}
              to={to}
            />
          );
        })}
      </StatRow>
    </section>
  );
}
