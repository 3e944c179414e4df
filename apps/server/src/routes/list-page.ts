import type { ListedKind, ListFilter, OrganizationId, Records } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Principal } from '../access/principal.ts';
import type { Refusal } from '../problem/refusal.ts';
import type { ServerDependencies } from '../server-dependencies.ts';
import { pageResult, pageWanted } from './paging.ts';
import type { Result } from './route.ts';
import { listedTenant } from './tenant.ts';

/** One page of a kind, within what the principal may see. */
export const listPage = <K extends ListedKind>(
  { reads, cursorKey }: ServerDependencies,
  kind: K,
  wanted: {
    readonly principal: Principal;
    readonly organization?: OrganizationId | undefined;
    readonly filter?: Omit<ListFilter, 'organization'>;
    readonly query: { readonly pageSize?: number; readonly cursor?: string };
    readonly view: (record: Records[K]) => unknown;
  },
): TE.TaskEither<Refusal, Result> =>
  pipe(
    TE.fromEither(listedTenant(wanted.principal, wanted.organization)),
    TE.map((tenant) => ({ kind, filter: { ...wanted.filter, ...tenant } })),
    TE.flatMap((name) =>
      pipe(
        TE.fromEither(pageWanted(cursorKey, name, wanted.query)),
        TE.flatMap(({ countMax, after }): TE.TaskEither<Refusal, Result> =>
          pipe(
            reads.page(kind, name.filter, countMax, after),
            TE.map((page) => pageResult(cursorKey, name, page, wanted.view)),
          ),
        ),
      ),
    ),
  );
