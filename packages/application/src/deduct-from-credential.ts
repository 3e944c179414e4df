import {
  type Change,
  type Clock,
  type Deduction,
  type DeductionPolicy,
  deductionIdOf,
  type DeviceId,
  type Fen,
  type Instant,
  type KeptSale,
  type Loaded,
  notChargeable,
  type NotChargeable,
  type Organization,
  type OrganizationId,
  type OutUserId,
  policyFor,
  ref,
  type Storage,
  type StoreFailure,
  unsignedVoucherId,
  type UserId,
  type VoucherProtocol,
  type Work,
  type Write,
  write,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type AnsweredBefore, type KeyUsedOtherwise, type Once, onlyOnce } from './answer-once.ts';
import type { MemberNotFound } from './find-member.ts';
import { inOrder } from './in-order.ts';
import { plausible } from './judge-voucher.ts';
import { receiveSale } from './receive-sale.ts';
import type { OrganizationNotAdopted } from './require-organization.ts';

/** A meal that a terminal of the provider's own sold: no voucher of ours, only what its face SDK gave. */
export interface CredentialSale {
  readonly outUserId: OutUserId;
  /** WeChat's, as the face SDK told it. */
  readonly userId: UserId;
  /** 1 to 10,000 fen (FAQ 5.7). */
  readonly amount: Fen;
  readonly saleAt: Instant;
  /** 扣款凭证, unmodified. */
  readonly credential: string;
  readonly description: string;
  /** The provider's name of that terminal; none that is enrolled here. */
  readonly terminal: DeviceId;
}
export type CredentialRefused =
  | OrganizationNotAdopted
  | MemberNotFound
  | Exclude<NotChargeable, { readonly type: 'ContractMissing' }>
  /** The credential was used for another sale, or came in a voucher (INV-4). */
  | { readonly type: 'CredentialUsed' }
  /** Cut, or encoded anew: WeChat would refuse it (BAD-46). */
  | { readonly type: 'CredentialDamaged' }
  /** More than 5 minutes ahead, or 30 days ago (INV-64). */
  | { readonly type: 'SaleTimeWrong' }
  /** An enrolled terminal hands in signed vouchers, and nothing passes by its chain. */
  | { readonly type: 'TerminalEnrolled' }
  /** This member is another user at WeChat. */
  | { readonly type: 'UserDiffers' };
export interface CredentialReceipt {
  readonly deduction: Deduction;
  /** False where this very sale was handed in before. */
  readonly isNew: boolean;
}
export type CredentialResult = E.Either<CredentialRefused, CredentialReceipt>;

interface Dependencies {
  readonly storage: Storage;
  readonly vouchers: Pick<VoucherProtocol, 'keep'>;
  readonly clock: Clock;
  readonly policy: DeductionPolicy;
}

/**
 * 申请扣款 without a voucher of ours (FAQ 5.9): the sale is stored with its credential before anything leaves; the worker
 * does the rest, under the same rules as of vouchers. The credential names the sale: the same sale again is the same
 * deduction, whatever key it comes under.
 */
export const deductFromCredential =
  (deps: Dependencies) =>
  (
    organization: OrganizationId,
    sale: CredentialSale,
    asked: Once<CredentialReceipt>,
  ): TE.TaskEither<CredentialRefused | AnsweredBefore | KeyUsedOtherwise | StoreFailure, CredentialReceipt> => {
    const now = deps.clock.now();
    return deps.storage.transact(onlyOnce(creditWork(deps, organization, sale, now), asked, now));
  };

/** Many at once, each answered by itself: one that is refused stops no other (INV-18). */
export const deductFromCredentials =
  (deps: Dependencies) =>
  (
    organization: OrganizationId,
    sales: readonly CredentialSale[],
    asked: Once<readonly CredentialResult[]>,
  ): TE.TaskEither<AnsweredBefore | KeyUsedOtherwise | StoreFailure, readonly CredentialResult[]> => {
    const now = deps.clock.now();
    const works = sales.map((sale) => creditWork(deps, organization, sale, now));
    return deps.storage.transact(onlyOnce(inOrder(organization, works), asked, now));
  };

const creditWork = (
  deps: Dependencies,
  organization: OrganizationId,
  sale: CredentialSale,
  now: Instant,
): Work<Refs, CredentialRefused, CredentialReceipt> => {
  const kept = deps.vouchers.keep({ organization, ...sale });
  const at = refsOf(organization, sale, kept);
  return {
    organization,
    read: at,
    decide: (found) => {
      const known = found.voucher?.hash === kept.hash ? found.deduction : undefined;
      if (known !== undefined) return E.right({ writes: [], events: [], result: { deduction: known, isNew: false } });
      const school = found.organization;
      if (school === undefined) return E.left({ type: 'OrganizationNotAdopted' });
      const refused = refusedFor(found, sale, kept, now);
      if (refused !== undefined) return E.left(refused);
      return E.right(received(deps, { at, kept, sale, school, now }));
    },
  };
};

const refsOf = (organization: OrganizationId, sale: CredentialSale, kept: KeptSale) => ({
  organization: ref('organization', organization),
  member: ref('member', sale.outUserId),
  device: ref('device', sale.terminal),
  voucher: ref('voucher', unsignedVoucherId(kept.credentialHash)),
  credential: ref('credential', kept.credentialHash),
  deduction: ref('deduction', deductionIdOf(kept.credentialHash)),
});
type Refs = ReturnType<typeof refsOf>;

const refusedFor = (
  found: Loaded<Refs>,
  sale: CredentialSale,
  kept: KeptSale,
  now: Instant,
): CredentialRefused | undefined => {
  const { member } = found;
  if (found.credential !== undefined || found.deduction !== undefined) return { type: 'CredentialUsed' };
  if (found.device !== undefined) return { type: 'TerminalEnrolled' };
  if (!kept.credentialWhole) return { type: 'CredentialDamaged' };
  if (!plausible(sale.saleAt, now)) return { type: 'SaleTimeWrong' };
  if (member === undefined) return { type: 'MemberUnknown' };
  if ((member.userId ?? sale.userId) !== sale.userId) return { type: 'UserDiffers' };
  const barred = notChargeable(member); // BAD-56; a contract that we have not read is read before the first request
  return barred === undefined || barred.type === 'ContractMissing' ? undefined : barred;
};

const received = (
  { policy }: Dependencies,
  {
    at,
    kept,
    sale,
    school,
    now,
  }: {
    readonly at: Refs;
    readonly kept: KeptSale;
    readonly sale: CredentialSale;
    readonly school: Organization;
    readonly now: Instant;
  },
): Change<CredentialReceipt> => {
  const id = deductionIdOf(kept.credentialHash);
  const voucher = unsignedVoucherId(kept.credentialHash);
  const device = { deviceId: sale.terminal, organization: school.organizationId };
  const { deduction, events } = receiveSale(
    { ...sale, subMchid: school.subMchid, credentialHash: kept.credentialHash },
    { device, id, voucher, now, held: undefined, policy: policyFor(school, policy) },
  );
  const { bytes, hash } = kept;
  const writes: readonly Write[] = [
    write(at.voucher, { id: voucher, device: sale.terminal, sequence: 0, bytes, hash, deduction: id, receivedAt: now }),
    write(at.credential, { hash: kept.credentialHash, organization: school.organizationId, voucher, deduction: id }),
    write(at.deduction, deduction),
  ];
  return { writes, events, result: { deduction, isNew: true } };
};
