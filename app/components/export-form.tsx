import { Button } from "#app/ui/button.tsx";
import { useTranslate } from "./use-translate.ts";

type ExportFormProps = {
  readonly action: string;
  /** What the list is filtered by, as the file is to be. */
  readonly search?: Readonly<Record<string, string | null>> | undefined;
};

/** A list with people in it as a file. A post, because the export is itself a line of the log. */
export function ExportForm({ action, search = {} }: ExportFormProps) {
  const t = useTranslate();
  return (
    <form method="post" action={action} data-print="hide">
      {Object.entries(search).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button name="intent" value="export" icon="download">
        {t("common:exportCsv")}
      </Button>
    </form>
  );
}
