export interface ProblemLine {
  readonly status: number;
  /** Stable: programs tell problems apart by it. */
  readonly code: string;
  readonly title: string;
  readonly zh: string;
}
export const line = (status: number, code: string, title: string, zh: string): ProblemLine => ({
  status,
  code,
  title,
  zh,
});
