import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Alarm } from '../alarm/alarm.ts';
import type { Deduction } from '../deduction/index.ts';
import type { Device } from '../device/device.ts';
import type { FaceUser } from '../face-user/index.ts';
import type { OrganizationId } from '../kernel/ids.ts';
import type { Spending } from '../limits/index.ts';
import type { Notice } from '../notice/notice.ts';
import type { Organization } from '../organization/organization.ts';
import type { PayscoreOrder } from '../payscore-order/index.ts';
import type { PayscorePermission } from '../payscore-permission/index.ts';
import type { Refund, RefundBook } from '../refund/index.ts';
import type { Task } from '../task/task.ts';
import type { DomainEvent } from './domain-event.ts';
import type {
  Attempt,
  AuthinfoGrant,
  CredentialUse,
  Cursor,
  DeductionNumber,
  Evidence,
  KeptAnswer,
  StoredVoucher,
} from './records.ts';

/** Everything kept under a key, one line per aggregate. Adapters are exhaustive over it. */
export interface Records {
  readonly organization: Organization;
  readonly member: FaceUser;
  readonly device: Device;
  readonly voucher: StoredVoucher;
  readonly evidence: Evidence;
  readonly credential: CredentialUse;
  readonly deduction: Deduction;
  readonly number: DeductionNumber;
  readonly attempt: Attempt;
  readonly spending: Spending;
  readonly refund: Refund;
  readonly refundBook: RefundBook;
  readonly payscoreOrder: PayscoreOrder;
  readonly payscorePermission: PayscorePermission;
  readonly notice: Notice;
  readonly authinfo: AuthinfoGrant;
  readonly cursor: Cursor;
  readonly alarm: Alarm;
  readonly answer: KeptAnswer;
  readonly task: Task;
}
export type Kind = keyof Records;

/** Records of one tenant, or of the whole installation (found before the tenant is known). */
export const scopeOf: Readonly<Record<Kind, 'organization' | 'platform'>> = {
  organization: 'platform',
  device: 'platform',
  credential: 'platform',
  number: 'platform',
  notice: 'platform',
  // WeChat knows a refund's number once for the whole merchant, so two tenants never share one (INV-30).
  refund: 'platform',
  cursor: 'platform',
  alarm: 'platform',
  task: 'platform', // its key names its tenant
  // A test merchant's day is one for all organizations behind that number (INV-28), so these keys name their tenant.
  spending: 'platform',
  member: 'organization',
  voucher: 'organization',
  evidence: 'organization',
  deduction: 'organization',
  refundBook: 'organization',
  payscoreOrder: 'organization', // under `payscoreScope`
  payscorePermission: 'organization',
  attempt: 'organization',
  authinfo: 'organization',
  answer: 'organization',
};

export interface Ref<K extends Kind = Kind> {
  readonly kind: K;
  readonly key: string;
}
export const ref = <K extends Kind>(kind: K, key: string): Ref<K> => ({ kind, key });
export type Wanted = Readonly<Record<string, Ref>>;
export type Loaded<W extends Wanted> = { readonly [N in keyof W]: Records[W[N]['kind']] | undefined };
export type Write = { readonly [K in Kind]: Ref<K> & { readonly to: Records[K] } }[Kind];
export const write = <K extends Kind>(at: Ref<K>, to: Records[K]): Write => ({ ...at, to }) as Write;

export interface Change<A> {
  readonly writes: readonly Write[];
  readonly events: readonly DomainEvent[];
  readonly result: A;
}
/** One transaction as data. A refusal writes nothing; "held, and why" is a change, not a refusal. */
export interface Work<W extends Wanted, Refusal, A> {
  readonly organization: OrganizationId;
  readonly read: W;
  /**
   * Synchronous and idempotent by the ids it was given: after a conflict or an unknown commit it runs again, finds its
   * own work and changes nothing.
   */
  readonly decide: (found: Loaded<W>) => Either<Refusal, Change<A>>;
}
export type StoreFailure =
  | { readonly type: 'StoreBusy'; readonly retryAfterMs: number }
  | { readonly type: 'StoreUnavailable' | 'StoredDataCorrupt'; readonly reason: string };
/** The one door to storage (`storage.md` §1). */
export interface Storage {
  /** Serializable within the organization; durable when it resolves. */
  readonly transact: <W extends Wanted, Refusal, A>(work: Work<W, Refusal, A>) => TaskEither<Refusal | StoreFailure, A>;
}

/** Works that belong to no single tenant (notices, adoption) run under this name. */
export const platform = 'O0platform' as OrganizationId;
