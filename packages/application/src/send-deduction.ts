import type {
  Clock,
  Deduction,
  DeductionPolicy,
  DeductionRejection,
  Storage,
  StoreFailure,
  VoucherProtocol,
  WechatDeductions,
} from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LeaseLost } from './deduction-books.ts';
import { recordOutcome } from './record-outcome.ts';
import { type BodyOf, requestOf, reserveAndStore, sendRefs } from './reserve-and-store.ts';

export interface SendDependencies {
  readonly storage: Storage;
  readonly wechat: WechatDeductions;
  readonly vouchers: VoucherProtocol;
  readonly clock: Clock;
  readonly policy: DeductionPolicy;
  /** What WeChat is told as the terminal's address (`scene_info.device_ip`). */
  readonly deviceIp: string;
}

type SendFailure = LeaseLost | DeductionRejection | StoreFailure;

/**
 * T2, the request, T3: the limit is reserved and the attempt with its exact bytes is stored before anything leaves
 * (INV-6, INV-8, INV-23); a crash between any two steps is found by the next holder of the lease, who asks WeChat. A member
 * who is not signed as far as we know is asked about first, once.
 */
export const sendDeduction =
  (deps: SendDependencies) =>
  <F>(
    seen: Deduction,
    fence: number,
    askAboutMember: TE.TaskEither<F, unknown>,
  ): TE.TaskEither<SendFailure | F, Deduction> => {
    const begin = (memberAsked: boolean): TE.TaskEither<SendFailure | F, Deduction> => {
      const sending = { seen, fence, at: deps.clock.now(), policy: deps.policy, bodyOf: bodyOf(deps), memberAsked };
      return pipe(
        deps.storage.transact({
          organization: seen.organization,
          read: sendRefs(seen, fence),
          decide: (found) => reserveAndStore(found, sending),
        }),
        TE.flatMap((next): TE.TaskEither<SendFailure | F, Deduction> => {
          switch (next.type) {
            case 'Send':
              return recordOutcome(deps)(next.deduction, fence, 'send', (heard) =>
                deps.wechat.send(requestOf(next.deduction), next.body, heard),
              );
            case 'Stored':
              return TE.right(next.deduction);
            case 'Unsigned':
              return pipe(
                askAboutMember,
                TE.flatMap(() => begin(true)),
              );
          }
        }),
      );
    };
    return begin(false);
  };

/** The bytes of a generation's first request, from the stored voucher alone; retries send the stored bytes (INV-6). */
const bodyOf =
  (deps: SendDependencies): BodyOf =>
  (deduction, organization, voucher) => {
    const details = deps.vouchers.saleDetails(voucher.bytes);
    return details === undefined
      ? undefined
      : deps.wechat.prepare({
          ...requestOf(deduction),
          organization: deduction.organization,
          scene: organization.scene,
          credential: details.credential,
          description: details.description,
          deviceIp: deps.deviceIp,
        });
  };
