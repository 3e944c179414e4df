import type {
  Clock,
  Deduction,
  DeductionPolicy,
  DeductionRejection,
  Storage,
  StoreFailure,
  WechatDeductions,
} from '@facepay/domain';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { recordOutcome } from './record-outcome.ts';
import { requestOf } from './reserve-and-store.ts';

/** 查单: asks what became of a request whose fate is unknown, or of an advance that is open (`k12-wire.md` §5.15). */
export const queryDeduction =
  (deps: {
    readonly storage: Storage;
    readonly wechat: WechatDeductions;
    readonly clock: Clock;
    readonly policy: DeductionPolicy;
  }) =>
  (seen: Deduction, fence: number): TE.TaskEither<LeaseLost | DeductionRejection | StoreFailure, Deduction> =>
    recordOutcome(deps)(seen, fence, 'query', (heard) => deps.wechat.query(requestOf(seen), heard));
