import {
  type CallNote,
  type Deduction,
  type DeductionAnswer,
  type DeductionCommand,
  deductionDecider,
  deductionIdOf,
  deductionNoOf,
  type HoldReason,
  reasonCodes,
  hour,
  type Sale,
  second,
} from '@facepay/domain';
import fc from 'fast-check';
import {
  anyAmount,
  anyCredentialHash,
  anyDeviceId,
  anyHex,
  anyInstant,
  anyOrganizationId,
  anyOutUserId,
  anySubMchid,
  anyUserId,
  anyVoucherId,
} from './kernel.ts';
import { reached } from './reached.ts';

export const anySale: fc.Arbitrary<Sale> = fc
  .record({
    organization: anyOrganizationId,
    subMchid: anySubMchid,
    device: anyDeviceId,
    voucher: anyVoucherId,
    credentialHash: anyCredentialHash,
    outUserId: anyOutUserId,
    userId: anyUserId,
    amount: anyAmount,
    saleAt: anyInstant,
    receivedAt: anyInstant,
  })
  .map((sale) => ({ ...sale, id: deductionIdOf(sale.credentialHash) }));

/** Reasons that an operator or an event may end; `unknown` is ended by a proof only. */
export const anyHoldReason: fc.Arbitrary<HoldReason> = fc.constantFrom(
  'amount',
  'user',
  'tenant',
  'merchant',
  'credential',
  'clock',
  'clone',
  'contract',
  'disabled',
  'debt',
  'limit',
  'refused',
  'unconfigured',
);
export const anyUnpaidAnswer: fc.Arbitrary<Exclude<DeductionAnswer, { type: 'Settled' }>> = fc.oneof(
  fc.record({
    type: fc.constant('Declined' as const),
    cause: fc.constantFrom('insufficient', 'user-disabled', 'not-contracted', 'over-limit', 'risk', 'other'),
    code: fc.constantFrom('NOTENOUGH', 'USER_DISABLED', 'SOMETHING_NEW'),
  }),
  fc.record({ type: fc.constant('UnderWay' as const), state: fc.constantFrom('ACCEPT', 'NOTPAY') }),
  fc.record({ type: fc.constantFrom('Closed' as const, 'NotFound' as const, 'AlreadyPaid' as const) }),
  fc.record({ type: fc.constant('CredentialRefused' as const), words: fc.constant('扣款凭证不合法') }),
  fc.record({
    type: fc.constant('Refused' as const),
    code: fc.constant('PARAM_ERROR'),
    words: fc.constant('参数错误'),
  }),
  fc.record({ type: fc.constant('NotUnderstood' as const), word: fc.constant('SOMETHING_NEW') }),
);
/** `SUCCESS` of a generation of this sale, to the fen. */
export const anySettledAnswer = (
  sale: Pick<Sale, 'id' | 'amount'>,
  generation = 1,
): fc.Arbitrary<Extract<DeductionAnswer, { type: 'Settled' }>> =>
  fc
    .record({
      paidAt: anyInstant,
      transactionId: anyHex(28),
      debt: fc.constantFrom('none' as const, 'open' as const, 'repaid' as const),
    })
    .map((paid) => ({ type: 'Settled', no: deductionNoOf(sale.id, generation), amount: sale.amount, ...paid }));
export const anyAnswer = (sale: Pick<Sale, 'id' | 'amount'>): fc.Arbitrary<DeductionAnswer> =>
  fc.oneof({ weight: 4, arbitrary: anyUnpaidAnswer }, anySettledAnswer(sale));

export const anyCallNote: fc.Arbitrary<CallNote> = fc.record(
  {
    asked: fc.constantFrom('send', 'query'),
    at: anyInstant,
    httpStatus: fc.constantFrom(200, 400, 500),
    code: fc.constantFrom('PAYERROR NOTENOUGH', 'PARAM_ERROR'),
    message: fc.constant('参数错误'),
    requestId: anyHex(16),
    failure: fc.constant('timeout'),
  },
  { requiredKeys: ['asked', 'at'] },
);

/** Commands about one sale that is received already. */
export const anyDeductionCommand = (sale: Pick<Sale, 'id' | 'amount'>): fc.Arbitrary<DeductionCommand> =>
  fc.oneof(
    fc.record({
      type: fc.constant('Send' as const),
      at: anyInstant,
      request: anyHex(8),
      attemptsMax: fc.constant(5),
    }),
    fc.record(
      { type: fc.constant('Hold' as const), reason: anyHoldReason, why: fc.subarray([...reasonCodes]) },
      { requiredKeys: ['type', 'reason'] },
    ),
    fc.record(
      { type: fc.constant('RecordAnswer' as const), answer: anyAnswer(sale), at: anyInstant, call: anyCallNote },
      { requiredKeys: ['type', 'answer', 'at'] },
    ),
    fc.record({
      type: fc.constant('RecordQuery' as const),
      answer: anyAnswer(sale),
      at: anyInstant,
      inFlightMs: fc.constant(70 * second),
      unknownMaxMs: fc.constant(48 * hour),
    }),
    fc.record({ type: fc.constant('LoseAnswer' as const), reason: fc.constant('timeout'), at: anyInstant }),
    fc.record({ type: fc.constant('Release' as const), reason: fc.constant('the parent called') }),
    fc.record({ type: fc.constant('GiveUp' as const), reason: fc.constant('the school wrote it off') }),
  );

/** A deduction as some commands make it, so only what can really be stored, with any place in the queue. */
export const anyDeduction: fc.Arbitrary<Deduction> = anySale.chain((sale) =>
  fc
    .tuple(
      fc.array(anyDeductionCommand(sale), { maxLength: 8 }),
      fc.record(
        { dueAt: anyInstant, leaseUntil: anyInstant, fence: fc.nat({ max: 1_000 }) },
        { requiredKeys: ['fence'] },
      ),
    )
    .map(([commands, place]) => ({ ...reached(deductionDecider, [{ type: 'Receive', sale }, ...commands]), ...place })),
);
