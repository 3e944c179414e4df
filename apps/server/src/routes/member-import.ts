import type { Imported } from '@facepay/application';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { operators } from '../access/principal.ts';
import { mediaTypeOf } from '../edge/media.ts';
import { readHeader } from '../edge/read-header.ts';
import type { HttpRequest } from '../http-message.ts';
import { readRoster, rosterBytesMax, rosterLinesMax, rosterMedia } from '../roster/read-roster.ts';
import type { LineFault, RosterLine } from '../roster/roster-line.ts';
import { organizationId } from '../shape/kernel-shapes.ts';
import { list, oneOf, shownNumber, shownText } from '../shape/leaves.ts';
import { object } from '../shape/object.ts';
import type { ShapeOf } from '../shape/shape.ts';
import { bearerRoute } from './bearer-route.ts';
import { ok } from './route.ts';
import { ownTenant } from './tenant.ts';

const results = ['created', 'changed', 'unchanged', 'refused'] as const;
const LineView = object(
  { line: shownNumber, result: oneOf(...results) },
  { outUserId: shownText, fields: list(object({ name: shownText, rule: shownText })) },
);
const ImportView = object({
  created: shownNumber,
  changed: shownNumber,
  unchanged: shownNumber,
  refused: shownNumber,
  lines: list(LineView),
});
type Line = ShapeOf<typeof LineView>;

const importMembers = bearerRoute({
  method: 'POST',
  path: '/v1/organizations/{organizationId}/members:import',
  roles: operators,
  summary: `A roster as CSV or NDJSON in UTF-8, at most ${rosterLinesMax} lines and 4 MiB; each line by itself, safe to repeat`,
  params: object({ organizationId }),
  media: rosterMedia,
  bodyMax: rosterBytesMax,
  answer: { status: 200, shape: ImportView },
  handler:
    ({ useCases }) =>
    ({ principal, params, request }) =>
      pipe(
        TE.fromEither(ownTenant(principal, params.organizationId)),
        TE.bindTo('organization'),
        TE.bindW('lines', () => TE.fromEither(readRoster(mediaOf(request), request.body))),
        TE.bindW('imported', ({ organization, lines }) =>
          useCases.importRoster(
            organization,
            lines.flatMap((line) => (line.type === 'Entry' ? [line] : [])),
          ),
        ),
        TE.map(({ lines, imported }) => ok(importView(lines, imported))),
      ),
});

const mediaOf = ({ headers }: HttpRequest): (typeof rosterMedia)[number] => {
  const header = readHeader(headers, 'content-type');
  return header.type === 'One' && mediaTypeOf(header.value) === 'text/csv' ? 'text/csv' : 'application/x-ndjson';
};

const importView = (lines: readonly RosterLine[], imported: readonly Imported[]): ShapeOf<typeof ImportView> => {
  let next = 0;
  const shown = lines.map((line): Line => {
    if (line.type === 'Refused') return refused(line.line, line.faults);
    const one = imported[next++];
    if (one === undefined) throw new Error('an entry without a result');
    if (one.type === 'Refused')
      return {
        ...refused(
          line.line,
          one.faults.map(({ field, rule }) => ({ name: field, rule })),
        ),
        outUserId: line.outUserId,
      };
    return { line: line.line, outUserId: line.outUserId, result: words[one.type] };
  });
  const count = (result: Line['result']): number => shown.filter((line) => line.result === result).length;
  return {
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    lines: shown,
  };
};
const words = { Created: 'created', Changed: 'changed', Unchanged: 'unchanged' } as const;
const refused = (line: number, fields: readonly LineFault[]): Line => ({ line, result: 'refused', fields });

export const memberImportRoutes = [importMembers];
