import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import { paths } from "#app/http/paths.ts";
import type { KeyPoolView } from "#app/views/shelf/key-pool.ts";
import { useTranslate } from "../use-translate.ts";

type Pool = KeyPoolView["pool"];

/** What a pool holds, in numbers, and what is wrong where it runs out. */
export function PoolStock({ pool: { poolId, stock } }: { readonly pool: Pool }) {
  const t = useTranslate();
  const { level, available, issued, revoked, lowStockMark } = stock;
  const icon = level === "plenty" ? "circle-check" : level === "low" ? "triangle-alert" : "circle-alert";
  const tone = level === "plenty" ? "success" : level === "low" ? "warning" : "danger";
  return (
    <>
      {level === "plenty" ? null : (
        <Notice
          tone={level === "low" ? "warning" : "danger"}
          title={t(`pools:pool.${level}Title`)}
          actions={
            <ButtonLink to={paths.importKeys(poolId)} icon="upload" size="sm">
              {t("pools:pool.import")}
            </ButtonLink>
          }
        >
          {t(`pools:pool.${level}Text`, { available: available.text, mark: lowStockMark.text })}
        </Notice>
      )}
      <section aria-label={t("pools:pool.stock")}>
        <StatRow>
          <Stat
            label={t("pools:pool.available")}
            value={available.text}
            remark={t("pools:pool.availableRemark")}
            icon={icon}
            tone={tone}
          />
          <Stat label={t("pools:pool.issued")} value={issued.text} remark={t("pools:pool.issuedRemark")} icon="key" />
          <Stat
            label={t("pools:pool.revoked")}
            value={revoked.text}
            remark={t("pools:pool.revokedRemark")}
            icon="ban"
          />
          <Stat label={t("pools:pool.mark")} value={lowStockMark.text} remark={t("pools:pool.markRemark")} />
        </StatRow>
      </section>
    </>
  );
}

/** A file that is on its way into the pool. */
export function OpenImport({ poolId, open }: { readonly poolId: string; readonly open: KeyPoolView["open"] }) {
  const t = useTranslate();
  if (open === null) return null;
  const state = open.state as keyof typeof titles;
  return (
    <Notice
      tone={open.state === "interrupted" ? "warning" : "info"}
      title={t(`pools:pool.openTitle.${titles[state]}`)}
      actions={
        <ButtonLink to={paths.keyImport(poolId, open.importId)} size="sm">
          {t("pools:pool.open")}
        </ButtonLink>
      }
    >
      {t("pools:pool.openText", { fileName: open.fileName, lines: open.lines.text, good: open.goodLines.text })}
    </Notice>
  );
}

const titles = {
  reading: "reading",
  checked: "checked",
  importing: "importing",
  interrupted: "interrupted",
} as const;
