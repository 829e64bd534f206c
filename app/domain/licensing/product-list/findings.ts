import type { ListProblem, ListProblemCode, ListWarning, ListWarningCode } from "./product-list.ts";

/** What is found wrong on the way through a document. A problem refuses it; a warning stands beside what was read. */
export type Findings = {
  readonly problems: ListProblem[];
  readonly warnings: ListWarning[];
};

export function newFindings(): Findings {
  return { problems: [], warnings: [] };
}

export function addProblem(findings: Findings, line: number, code: ListProblemCode, text = ""): void {
  findings.problems.push({ line, code, text });
}

export function addWarning(findings: Findings, line: number, code: ListWarningCode, text = ""): void {
  findings.warnings.push({ line, code, text });
}
