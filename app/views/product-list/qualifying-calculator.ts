import type { MatrixRow } from "#app/domain/licensing/product-list/rows.ts";
import { type Calculator, type CalculatorData, printedField, rowsOfKind, say } from "./calculator-inputs.ts";

/**
 * Whether an installed system qualifies for an upgrade, as a cell of the edition's own tables says. What else a device
 * needs is a matter of the verification of an installation, not of this table.
 */
export const qualifyingSystem: Calculator = {
  fields: (wish, data) => {
    const rows = systems(data);
    return [
      printedField(
        wish,
        "system",
        rows.map(({ row }) => systemText(row)),
      ),
      printedField(
        wish,
        "column",
        rows.flatMap(({ row }) => row.cells.map(({ column }) => columnText(column))),
      ),
    ];
  },
  answer: (wish, data) => {
    const found = systems(data).find(({ row }) => systemText(row) === wish["system"]);
    const cell = found?.row.cells.find(({ column }) => columnText(column) === wish["column"]);
    if (found === undefined || cell === undefined || cell.allowed === null)
      return [say("info", "system-no-cell", { rule: "R34", line: found?.line ?? null })];
    const isAllowed = cell.allowed === "yes";
    return [
      say(isAllowed ? "success" : "danger", isAllowed ? "system-qualifies" : "system-not", {
        rule: "R34",
        line: found.line,
      }),
      ...(isAllowed ? [say("info", "system-conditions", { rule: "R34" })] : []),
    ];
  },
};

function systems({ rows }: CalculatorData) {
  return rowsOfKind(rows, "matrix").filter(
    ({ row }) => row.matrix === "windows-upgrade" || row.matrix === "embedded-upgrade",
  );
}

function systemText({ group, label }: MatrixRow): string {
  return group === null ? label : `${group.replace(/ \([^)]*\)$/, "")}: ${label}`;
}

/** The heading of a column without the mark of its footnote. */
function columnText(column: string): string {
  return column.replace(/\*+$/, "");
}
