/** One reason why the portal does not start, with the way out of it. */
export type EnvProblem = { readonly name: string; readonly problem: string; readonly remedy: string };

export class EnvError extends Error {
  readonly problems: readonly EnvProblem[];

  constructor(problems: readonly EnvProblem[]) {
    super(
      [
        "The portal does not start, because of its environment:",
        ...problems.map(({ name, problem, remedy }) => `  ${name}: ${problem}\n    ${remedy}`),
      ].join("\n"),
    );
    this.name = "EnvError";
    this.problems = problems;
  }
}
