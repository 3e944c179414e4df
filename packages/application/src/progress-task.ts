import { type Claimed, platform, ref, type StoreFailure } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import type { RefreshDependencies } from './refresh-member.ts';
import { sweepMembers } from './sweep-members.ts';
import { tellPerson } from './tell-person.ts';

/** What the worker does with a task that is due. */
export const progressTask =
  (deps: RefreshDependencies) =>
  ({ key, fence }: Claimed): TE.TaskEither<LeaseLost | StoreFailure, void> =>
    pipe(
      deps.reads.find(platform, ref('task', key)),
      TE.flatMap((task): TE.TaskEither<LeaseLost | StoreFailure, void> => {
        if (task === undefined) return TE.left({ type: 'LeaseLost' });
        switch (task.type) {
          case 'Sweep':
            return sweepMembers(deps)(task, fence);
          case 'PersonNotice':
            return tellPerson(deps)(task, fence);
        }
      }),
    );
