import { parseJson } from '@facepay/safe-json';
import * as E from 'fp-ts/lib/Either.js';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import { readCsv } from './read-csv.ts';
import { readRosterLine, refusedLine, type RosterLine } from './roster-line.ts';

export const rosterMedia = ['text/csv', 'application/x-ndjson'] as const;
export const rosterBytesMax = 4 * 1024 * 1024;
export const rosterLinesMax = 5_000;

/** The lines of a roster, each judged by itself. A byte-order mark is welcome, another encoding than UTF-8 is not. */
export const readRoster = (
  media: (typeof rosterMedia)[number],
  body: Uint8Array,
): E.Either<Refusal, readonly RosterLine[]> => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body); // takes a byte-order mark away
  } catch {
    return E.left({ type: 'RosterNotUtf8' });
  }
  if (text.includes('\0')) return E.left({ type: 'RosterNotUtf8' }); // UTF-16 without a mark
  const parts = text.split(/\r\n|\n|\r/u);
  if (parts.filter((line) => line.trim() !== '').length > rosterLinesMax + 1) return E.left({ type: 'RosterTooLong' });
  const lines = media === 'text/csv' ? readCsv(parts) : E.right(readNdjson(parts));
  if (E.isLeft(lines)) return lines;
  if (lines.right.length === 0) return E.left(shapeWrong('body', 'at least one line'));
  return lines.right.length > rosterLinesMax ? E.left({ type: 'RosterTooLong' }) : E.right(onlyOnce(lines.right));
};

const readNdjson = (lines: readonly string[]): readonly RosterLine[] =>
  lines.flatMap((line, index): readonly RosterLine[] => {
    if (line.trim() === '') return [];
    const json = parseJson(Buffer.from(line, 'utf8'), { bytesMax: 8_192, repeatedNames: 'refuse' });
    return [E.isLeft(json) ? refusedLine(index + 1, 'line', 'one JSON object') : readRosterLine(index + 1, json.right)];
  });

/** Which of two lines about one person is meant, nobody can tell: the first one stands. */
const onlyOnce = (lines: readonly RosterLine[]): readonly RosterLine[] => {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    if (line.type === 'Refused') return line;
    const before = seen.get(line.outUserId);
    if (before !== undefined) return refusedLine(line.line, 'outUserId', `once in a roster; line ${before} has it`);
    seen.set(line.outUserId, line.line);
    return line;
  });
};
