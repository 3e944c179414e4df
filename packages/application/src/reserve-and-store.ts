import {
  advance,
  type Change,
  type Deduction,
  type DeductionPolicy,
  type DeductionRef,
  type DeductionRejection,
  type HoldReason,
  type Instant,
  type Loaded,
  nextRetryAt,
  type Organization,
  policyFor,
  ref,
  reserveDeduction,
  type ReserveOutcome,
  sendableAt,
  type StoredVoucher,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { bookEvents, bookRefs, bookWrites, booksFrom, type LeaseLost, rescheduled } from './deduction-books.ts';

export type BodyOf = (deduction: Deduction, organization: Organization, voucher: StoredVoucher) => string | undefined;

/** The attempt is named by the fence of the claim behind it: one claim sends at most once. */
export const sendRefs = (seen: Deduction, fence: number) => {
  const own = `${seen.id}/${fence}`;
  return {
    ...bookRefs(seen),
    device: ref('device', seen.device),
    voucher: ref('voucher', seen.voucher),
    attempt: ref('attempt', own),
    first: ref('attempt', seen.request ?? own),
  };
};
type SendFound = Loaded<ReturnType<typeof sendRefs>>;

type Next =
  | { readonly type: 'Send'; readonly deduction: Deduction; readonly body: string }
  | { readonly type: 'Stored'; readonly deduction: Deduction }
  /** Not signed as far as we know, and nobody has asked WeChat yet: nothing is decided before that. */
  | { readonly type: 'Unsigned' };
interface Sending {
  readonly seen: Deduction;
  readonly fence: number;
  readonly at: Instant;
  readonly policy: DeductionPolicy;
  readonly bodyOf: BodyOf;
  /** WeChat has just been asked about a member that is not signed. */
  readonly memberAsked: boolean;
}
type Decision = E.Either<LeaseLost | DeductionRejection, Change<Next>>;

export const requestOf = ({ no, subMchid, amount }: Deduction): DeductionRef => ({ no, subMchid, amount });

/** T2 as one pure step: limits, attempt with its bytes, number, state and events land together or not at all. */
export const reserveAndStore = (found: SendFound, asked: Sending): Decision => {
  const { deduction, organization } = found;
  const sending = { ...asked, policy: policyFor(organization, asked.policy) };
  const { seen, fence } = sending;
  if (deduction === undefined || deduction.fence !== fence || deduction.generation !== seen.generation)
    return E.left({ type: 'LeaseLost' });
  const body = found.first?.body ?? freshBody(found, deduction, sending);
  if (found.attempt !== undefined)
    return E.right(
      unchanged(
        deduction.status === 'in-flight' && body !== undefined
          ? { type: 'Send', deduction, body }
          : { type: 'Stored', deduction },
      ),
    ); // our own earlier run
  if (!sending.memberAsked && found.member?.contract.status === 'absent')
    return E.right(unchanged({ type: 'Unsigned' }));
  if (organization === undefined) return hold(found, deduction, sending, 'unconfigured');
  if (body === undefined) return hold(found, deduction, sending, 'credential');
  const before = booksFrom(found, deduction);
  const reserved = reserveDeduction(
    { ...before, organization, member: found.member, device: found.device },
    { at: sending.at, request: `${deduction.id}/${fence}`, policy: sending.policy },
  );
  if (E.isLeft(reserved) && reserved.left.type === 'AttemptsUsedUp')
    return waitUntil(deduction, nextRetryAt(deduction, sending.at, sending.policy)); // the sixth of a day never leaves (INV-33)
  const soonest = sendableAt(deduction, sending.at, sending.policy);
  if (E.isRight(reserved) && reserved.right.type === 'Send' && soonest > sending.at)
    return waitUntil(deduction, soonest); // due in a window, and taken up after it (BAD-57)
  return pipe(
    reserved,
    E.map((outcome) => toChange(found, deduction, sending, outcome, body)),
  );
};

const toChange = (
  found: SendFound,
  deduction: Deduction,
  { at, fence, policy }: Sending,
  outcome: ReserveOutcome,
  body: string,
): Change<Next> => {
  const refs = sendRefs(deduction, fence);
  const before = booksFrom(found, deduction);
  const events = bookEvents(deduction.organization, at, before, outcome);
  if (outcome.type === 'Held') {
    const held = rescheduled(outcome.books.deduction, at, policy);
    const writes = bookWrites(refs, before, { ...outcome.books, deduction: held });
    return { writes, events, result: { type: 'Stored', deduction: held } };
  }
  const sent = outcome.books.deduction;
  const bodyOf = sent.request ?? refs.attempt.key;
  const { id, no, organization } = sent;
  return {
    writes: [
      ...bookWrites(refs, before, outcome.books),
      write(refs.attempt, { deduction: id, no, at, bodyOf, ...(bodyOf === refs.attempt.key ? { body } : {}) }),
      write(ref('number', no), { no, organization, deduction: id }),
    ],
    events,
    result: { type: 'Send', deduction: sent, body },
  };
};

const freshBody = (found: SendFound, deduction: Deduction, { bodyOf }: Sending): string | undefined =>
  found.organization === undefined || found.voucher === undefined
    ? undefined
    : bodyOf(deduction, { ...found.organization, ...sceneOf(found) }, found.voucher);

/** Where its terminal stands, if that is another place than its organization's. */
const sceneOf = ({ device }: SendFound) => (device?.scene === undefined ? {} : { scene: device.scene });

const unchanged = (result: Next): Change<Next> => ({ writes: [], events: [], result });

const hold = (found: SendFound, deduction: Deduction, { at, policy }: Sending, reason: HoldReason): Decision => {
  const before = booksFrom(found, deduction);
  return pipe(
    advance(before, { type: 'Hold', reason }),
    E.map((held) => {
      const stored = rescheduled(held.books.deduction, at, policy);
      return {
        writes: bookWrites(bookRefs(deduction), before, { ...held.books, deduction: stored }),
        events: bookEvents(deduction.organization, at, before, held),
        result: { type: 'Stored', deduction: stored },
      };
    }),
  );
};

const waitUntil = (deduction: Deduction, dueAt: Instant): Decision => {
  const { leaseUntil: _, ...rest } = deduction;
  const waiting = { ...rest, dueAt };
  return E.right({
    writes: [write(bookRefs(deduction).deduction, waiting)],
    events: [],
    result: { type: 'Stored', deduction: waiting },
  });
};
