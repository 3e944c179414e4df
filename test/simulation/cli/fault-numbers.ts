/** Kind of fault to its number in `invariants.md` §2; a kind that is not here is printed without one. */
export const faultNumberOf = (kind: string): string => numbers[kind] ?? '';

const numbers: Readonly<Record<string, string>> = {
  'lost-request': 'F-1',
  'lost-answer': 'F-1',
  unreachable: 'F-1',
  duplicate: 'F-2',
  late: 'F-3',
  'late-answer': 'F-3',
  'half-open': 'F-5',
  'reset-before': 'F-5',
  'reset-after': 'F-5',
  'truncated-answer': 'F-5',
  'flipped-request': 'F-6',
  'flipped-answer': 'F-6',
  'crash-before': 'F-7',
  'crash-after': 'F-7',
  'crash-unread': 'F-7',
  pause: 'F-8',
  refused: 'F-12',
  'lock-timeout': 'F-12',
  conflict: 'F-12',
  replayed: 'F-13',
  'error-before': 'F-17',
  'error-after': 'F-17',
  'unsigned-answer': 'F-18',
};
