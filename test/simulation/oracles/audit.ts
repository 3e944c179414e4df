import type { Deduction, DeductionStatus, OrganizationId, Page, StoreFailure } from '@facepay/domain';
import type { Ledger, LedgerOrder } from '@facepay/wechat-emulator';
import * as E from 'fp-ts/lib/Either.js';
import type { Simulation } from '../engine/simulation.ts';
import type { Disk } from '../world/disk.ts';
import type { World } from '../world/build-world.ts';
import { auditVouchers } from './voucher-audit.ts';
import { isOpen, isSettled } from './deduction-checks.ts';
import { beijingDate } from './retry-checks.ts';
import { type OriginalOf, successesByCredential } from './gateway-oracle.ts';

/** Everything once more when all is quiet: devices, our tables and the money truth, joined. */
export const audit = async (simulation: Simulation, disk: Disk, world: World): Promise<void> => {
  const { violate } = simulation;
  const { records, school } = world;
  const deductions = await allDeductions(disk, school.organizationId);
  if (deductions === undefined) return violate('INV-85', 'the store cannot be read at the end');
  const kept = new Map(records.all('deduction').map((deduction) => [deduction.id, deduction]));
  if (deductions.length !== kept.size)
    violate('INV-85', `${deductions.length} deductions stored, ${kept.size} committed`);
  for (const stored of deductions)
    if (canonical(stored) !== canonical(kept.get(stored.id)))
      violate('INV-85', `the store differs from what was committed: ${canonical(stored)}`);

  auditVouchers(simulation, world, deductions);

  const ledger = world.wechat.emulator.ledger();
  const orders = new Map(ledger.orders.map((order) => [order.outTradeNo, order]));
  for (const deduction of deductions) auditDeduction(simulation, deduction, orders);
  auditCharges(simulation, ledger, world.originalOf, deductions);
  auditBooks(simulation, world, deductions);
  await auditEvents(simulation, disk, world);
};

const allDeductions = async (
  { reads }: Disk,
  organization: OrganizationId,
): Promise<readonly Deduction[] | undefined> => {
  const all: Deduction[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: E.Either<StoreFailure, Page<Deduction>> = await reads.page(
      'deduction',
      { organization },
      1000,
      after,
    )();
    if (E.isLeft(page)) return undefined;
    all.push(...page.right.items);
    after = page.right.next;
  }
  return all;
};

const auditDeduction = (
  { violate, count }: Simulation,
  deduction: Deduction,
  orders: ReadonlyMap<string, LedgerOrder>,
): void => {
  const { id, status, no, amount, generation } = deduction;
  count(`ends ${status}`);
  const all = Array.from({ length: generation }, (_, index) =>
    orders.get(`${no.slice(0, -2)}${String(index + 1).padStart(2, '0')}`),
  );
  const paid = all.filter((order) => order?.tradeState === 'SUCCESS');
  if (isSettled(status) !== (paid.length === 1)) {
    const states = all.map((order) => order?.tradeState ?? 'none').join();
    violate('INV-31', `${id} is ${status} (${deduction.reason ?? ''}), WeChat says ${states}`);
  }
  const order = orders.get(no);
  // BAD-30: WeChat lets it be tried again, so we do; what is held or given up instead needs a reason of its own.
  if (status === 'failed' && deduction.dueAt === undefined) violate('BAD-30', `${id} failed, and is never tried again`);
  // A copy that the network made is an attempt over there and none here: what is the fifth here may be the sixth to WeChat.
  const isSixth = deduction.reason?.includes('每日最多') === true;
  const isRefused = status === 'held' && deduction.reason?.startsWith('refused') === true && !isSixth;
  if (isRefused && order?.tradeState === 'PAYERROR')
    violate(
      'BAD-30',
      `${id} is held for ever (${deduction.reason}), WeChat only said ${order.errorType ?? 'PAYERROR'}`,
    );
  if (!isSettled(status) || order === undefined) return;
  if (order.amountFen !== amount) violate('INV-20', `${id}: ${amount} fen here, ${order.amountFen} there`);
  const debt = debtOf[status];
  // A repayment may be announced by nobody: it is found by the next poll, hours later.
  const unnoticed = status === 'advanced' && order.debtState === 'REPAYMENT';
  if (order.debtState !== debt && !unnoticed) violate('INV-41', `${id} is ${status}, WeChat says ${order.debtState}`);
};

const auditCharges = (
  { violate }: Simulation,
  ledger: Ledger,
  originalOf: OriginalOf,
  deductions: readonly Deduction[],
): void => {
  const charges = successesByCredential(ledger.orders, originalOf);
  const ours = new Set<string>(deductions.map(({ credentialHash }) => credentialHash));
  for (const [credential, numbers] of charges) {
    if (numbers.length > 1) violate('INV-5', `charged ${numbers.length} times: ${numbers.join()}`);
    if (!ours.has(credential)) violate('INV-31', `WeChat charged ${numbers.join()}, which nobody minted`);
  }
  const sum = deductions.filter(({ status }) => isSettled(status)).reduce((fen, { amount }) => fen + amount, 0);
  if (sum !== ledger.totals.successFen) violate('INV-31', `${sum} fen settled here, ${ledger.totals.successFen} there`);
};

const auditBooks = ({ violate }: Simulation, { records, school }: World, deductions: readonly Deduction[]): void => {
  for (const member of records.all('member')) {
    const own = deductions.filter(({ outUserId }) => outUserId === member.outUserId);
    const spending = records.find(school.organizationId, 'spending', `${school.organizationId}/${member.outUserId}`);
    const settled = own.filter(({ status }) => isSettled(status)).reduce((fen, { amount }) => fen + amount, 0);
    const booked = spending?.settled.reduce((fen, { amount }) => fen + amount, 0) ?? 0;
    if (booked !== settled) violate('INV-31', `${member.outUserId}: ${booked} fen booked, ${settled} settled`);
    // A line per day and scene; what WeChat charged after it was freed names no scene and has a line of its own.
    const bookedOn = new Map<string, number>();
    for (const { day, amount } of spending?.settled ?? []) bookedOn.set(day, (bookedOn.get(day) ?? 0) + amount);
    for (const [day, amount] of bookedOn) {
      const paid = own.filter(({ paidAt }) => paidAt !== undefined && beijingDate(paidAt) === day);
      const fen = paid.reduce((sum, one) => sum + one.amount, 0);
      if (fen !== amount) violate('INV-26', `${member.outUserId} on ${day}: ${amount} fen booked, ${fen} paid`);
    }
    if ((spending?.open.length ?? 0) !== own.filter(isOpen).length)
      violate('INV-25', `${member.outUserId}: ${spending?.open.length} reservations at rest`);
    const debts = own.filter(({ status }) => status === 'advanced').map(({ id }) => id);
    if (debts.toSorted().join() !== member.debts.toSorted().join())
      violate('INV-41', `${member.outUserId}: debts ${member.debts.join()}, advanced ${debts.join()}`);
  }
};

const auditEvents = async ({ violate }: Simulation, disk: Disk, { records, told }: World): Promise<void> => {
  const read = await disk.eventLog.after(0, 1_000_000)();
  const events = E.isRight(read) ? read.right : [];
  if (events.length !== records.events.size) violate('INV-15', `${events.length} numbered of ${records.events.size}`);
  if (events.some(({ position }, index) => position !== index + 1)) violate('INV-15', 'the numbers have gaps');
  if (new Set(told.map(({ position }) => position)).size !== events.length)
    violate('INV-98', 'an event was never told');
};

const debtOf: Partial<Readonly<Record<DeductionStatus, string>>> = {
  paid: 'NOT_DEBT',
  advanced: 'DEBT',
  repaid: 'REPAYMENT',
};

/** Members in alphabetical order: the same text for the same value from every storage. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
