import {
  type Deduction,
  deductionDecider,
  type DeductionId,
  type DeductionPolicy,
  type Device,
  type DomainEvent,
  eventsOf,
  Fen,
  type HoldReason,
  Instant,
  nextDueAt,
  OutUserId,
  type Sale,
  SubMchid,
  UserId,
  type VoucherClaims,
  type VoucherId,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

interface Context {
  readonly device: Pick<Device, 'deviceId' | 'organization'>;
  readonly id: DeductionId;
  readonly voucher: VoucherId;
  readonly now: Instant;
  readonly held: HoldReason | undefined;
  /** Nothing is charged to this member now: the sale is judged at once, and held, whenever it would be sent (INV-37). */
  readonly barred?: boolean;
  readonly policy: DeductionPolicy;
}

/** What makes a sale of a voucher. */
export type SaleClaims = Pick<
  VoucherClaims,
  'subMchid' | 'outUserId' | 'userId' | 'amount' | 'saleAt' | 'credentialHash'
>;

/** The deduction that a voucher begins: due at once, or held with its reason. */
export const receiveSale = (
  claims: SaleClaims,
  context: Context,
): { readonly deduction: Deduction; readonly events: readonly DomainEvent[] } => {
  const { device, id, now, held, barred = false, policy } = context;
  const sale = saleOf(claims, context);
  const decided = deductionDecider.decide(
    { type: 'Receive', sale, ...(held === undefined ? {} : { hold: held }) },
    undefined,
  );
  const events = E.isRight(decided) ? decided.right : [];
  const deduction = events.reduce(deductionDecider.evolve, undefined);
  if (deduction === undefined) throw new Error('a received sale makes a deduction');
  const soonest = barred && deduction.status === 'received' ? now : nextDueAt(deduction, now, policy);
  // The oldest sale is due first: of a day's sales it is the last ones that pass a limit.
  const dueAt = soonest === now ? Instant.of(Math.min(now, sale.saleAt)) : soonest;
  return {
    deduction: { ...deduction, ...(dueAt === undefined ? {} : { dueAt }) },
    events: eventsOf(
      { organization: device.organization, subject: { kind: 'deduction', id }, at: now, versionBefore: 0 },
      events,
    ),
  };
};

/** A held sale may name ids that cannot exist; the voucher's bytes keep what was really written. */
const saleOf = (claims: SaleClaims, { device, id, voucher, now }: Context): Sale => ({
  id,
  organization: device.organization,
  subMchid: orElse(SubMchid.of(claims.subMchid), '000000' as SubMchid),
  device: device.deviceId,
  voucher,
  credentialHash: claims.credentialHash,
  outUserId: orElse(OutUserId.of(claims.outUserId), 'unreadable' as OutUserId),
  userId: orElse(UserId.of(claims.userId), 'unreadable' as UserId),
  amount: claims.amount ?? Fen.zero,
  saleAt: claims.saleAt ?? now,
  receivedAt: now,
});

const orElse = <A>(read: E.Either<unknown, A>, otherwise: A): A =>
  pipe(
    read,
    E.match(
      () => otherwise,
      (value) => value,
    ),
  );
