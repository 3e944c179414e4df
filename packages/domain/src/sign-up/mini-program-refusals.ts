/** Which of WeChat's mini programs shows it: 采集, 签约, 重采; `own` is the provider's. */
export type MiniProgram = 'collect' | 'sign' | 're-enrol' | 'own';
/** What a parent reads, what may be behind it, and what to do about it. One text has several causes. */
export interface MiniProgramRefusal {
  /** Stable. */
  readonly code: string;
  readonly programs: readonly MiniProgram[];
  /** As shown. */
  readonly shown: string;
  readonly cause: string;
  readonly causeZh: string;
  readonly remedy: string;
  readonly remedyZh: string;
  /** Item of the customer's FAQ, or the guide's own list (`k12-wire.md` §4). */
  readonly source: string;
}

/**
 * The rows that belong to what a person has read out to support, whole or in part; without words all of them. Words that
 * name a cause leave that one alone.
 */
export const findMiniProgramRefusals = (
  rows: readonly MiniProgramRefusal[],
  text: string,
): readonly MiniProgramRefusal[] => {
  const wanted = plain(text);
  if (wanted === '') return rows;
  const named = rows.filter(({ causeZh }) => wanted.includes(plain(causeZh)));
  if (named.length > 0) return named;
  return rows.filter(({ shown, causeZh }) => [shown, causeZh].some((words) => meet(plain(words), wanted)));
};
const meet = (words: string, wanted: string): boolean => words.includes(wanted) || wanted.includes(words);

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]/gu, '');
