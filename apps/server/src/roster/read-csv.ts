import { CsvError, parse } from 'csv-parse/sync';
import * as E from 'fp-ts/lib/Either.js';
import { type Refusal, shapeWrong } from '../problem/refusal.ts';
import { readRosterLine, refusedLine, type RosterLine } from './roster-line.ts';

const needed = ['outUserId', 'name', 'phone', 'userType', 'classOrPost'];
const consentColumns = ['guardian', 'consentTextVersion', 'consentAt'];

/**
 * RFC 4180 with a line of names first. Read line by line, for no cell of a roster has a line break: so a quote that is left
 * open spoils its own line and no other.
 */
export const readCsv = (lines: readonly string[]): E.Either<Refusal, readonly RosterLine[]> => {
  const [header = '', ...rest] = lines;
  const names = cellsOf(header)?.map((name) => name.trim()) ?? [];
  const isKnown = names.every((name) => needed.includes(name) || consentColumns.includes(name));
  if (!isKnown || new Set(names).size < names.length || !needed.every((name) => names.includes(name)))
    return E.left(shapeWrong('header', `${needed.join(',')}, and perhaps ${consentColumns.join(',')}`));
  return E.right(rest.flatMap((line, index) => (line.trim() === '' ? [] : [readLine(names, index + 2, line)])));
};

const readLine = (names: readonly string[], number: number, line: string): RosterLine => {
  const cells = cellsOf(line);
  if (cells === undefined) return refusedLine(number, 'line', 'CSV as RFC 4180 says, on one line');
  return cells.length === names.length
    ? readRosterLine(number, entryOf(names, cells))
    : refusedLine(number, 'line', `${names.length} columns`);
};

const cellsOf = (line: string): readonly string[] | undefined => {
  try {
    const records: unknown = parse(line, { relax_column_count: true, max_record_size: 8_192 });
    const [record]: readonly unknown[] = Array.isArray(records) ? records : [];
    return Array.isArray(record) ? record.map(String) : undefined;
  } catch (cause) {
    if (cause instanceof CsvError) return undefined;
    throw cause;
  }
};

const entryOf = (names: readonly string[], record: readonly string[]): unknown => {
  const cells = new Map(names.map((name, index) => [name, (record[index] ?? '').trim()]));
  const consent = {
    guardian: cells.get('guardian'),
    textVersion: cells.get('consentTextVersion'),
    at: cells.get('consentAt'),
  };
  const isGiven = Object.values(consent).some((cell) => cell !== undefined && cell !== '');
  return {
    ...Object.fromEntries(needed.map((name) => [name, cells.get(name)])),
    ...(isGiven ? { guardianConsent: consent } : {}),
  };
};
