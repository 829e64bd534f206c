/** One line of the table of results: what was measured, the floor it is held against, and the ratio that counts. */
export type Measurement = {
  readonly benchmark: string;
  readonly database: "sqlite" | "postgres";
  /** Size of the input. */
  readonly size: number;
  /** Operations per second, or milliseconds, as `unit` says. */
  readonly value: number;
  readonly floor: number | null;
  readonly unit: string;
  /** What is held against the target; larger or smaller is better as the target says. */
  readonly ratio: number | null;
  readonly target: string;
  readonly isMet: boolean;
  readonly note: string;
};

/** A benchmark: a file of its own that measures and returns lines. */
export type Benchmark = { readonly name: string; run(options: BenchOptions): Promise<Measurement[]> };

export type BenchOptions = {
  readonly sizes: readonly number[];
  readonly databases: readonly ("sqlite" | "postgres")[];
  /** Address of a PostgreSQL server to make databases on; undefined when only SQLite is measured. */
  readonly postgresServerUrl: string | undefined;
  readonly say: (line: string) => void;
};

export function asTable(measurements: readonly Measurement[]): string {
  const head = ["benchmark", "database", "size", "value", "floor", "unit", "ratio", "target", "met", "note"];
  const rows = measurements.map((line) => [
    line.benchmark,
    line.database,
    line.size.toLocaleString("en-US"),
    round(line.value),
    line.floor === null ? "" : round(line.floor),
    line.unit,
    line.ratio === null ? "" : line.ratio.toFixed(2),
    line.target,
    line.isMet ? "yes" : "NO",
    line.note,
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => "-".repeat(width)).join("  "), ...lines.slice(1)].join("\n");
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(2);
}
