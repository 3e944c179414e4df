import { payscoreScope } from '@facepay/domain';
import type { Ledger } from '@facepay/wechat-emulator';
import type { Simulation } from '../engine/simulation.ts';
import { payscoreNoOf } from '../world/payscore-customers.ts';
import type { CommittedRecords } from '../world/records.ts';

const ends: Readonly<Record<string, string>> = { done: 'DONE', revoked: 'REVOKED', expired: 'EXPIRED' };

/** At rest our orders are WeChat's, to the fen; who was paid twice has got it back, once (INV-77, INV-78, INV-98). */
export const auditPayscore = (
  { plan, violate, count }: Simulation,
  records: CommittedRecords,
  { payscoreOrders }: Pick<Ledger, 'payscoreOrders'>,
  synced: ReadonlySet<string>,
): void => {
  const there = new Map(payscoreOrders.map((order) => [order.outOrderNo, order]));
  if (there.size !== payscoreOrders.length) violate('INV-97', 'WeChat has one number twice');
  for (const [index, visit] of (plan.payscore ?? []).entries()) {
    const no = payscoreNoOf(index);
    const ours = records.find(payscoreScope, 'payscoreOrder', no);
    const truth = there.get(no);
    if (ours === undefined) {
      violate('INV-97', `${no} was never opened`);
      continue;
    }
    count(`payscore ends ${ours.status}`);
    if (ours.asked !== undefined) violate('INV-98', `${no}: ${ours.asked.wish.type} is still ${ours.asked.status}`);
    if (ours.status === 'refused' && truth === undefined) continue;
    if (truth?.state !== ends[ours.status]) violate('INV-70', `${no} is ${ours.status}, WeChat says ${truth?.state}`);
    const [collected] = truth?.collections ?? [];
    const { collection } = ours.said ?? {};
    const paid = collection?.state === 'user-paid' ? collection.paid : 0;
    if (paid !== (collected?.amountFen ?? 0))
      violate('INV-78', `${no}: ${paid} fen paid here, ${collected?.amountFen ?? 0} there`);
    if (paid > visit.totalFen) violate('INV-72', `${no}: ${paid} fen paid of ${visit.totalFen}`);
    const outside = synced.has(no) || ours.paidTwice !== undefined;
    const twice = outside && collected?.paidType === 'NEWTON' ? collected.amountFen : 0;
    if (twice !== (truth?.refundedFen ?? 0))
      violate('INV-77', `${no}: ${truth?.refundedFen ?? 0} fen went back of ${twice} that were paid twice`);
    if (twice > 0) count('payscore paid twice');
  }
  if (payscoreOrders.length > (plan.payscore ?? []).length) violate('INV-52', 'WeChat has orders that nobody opened');
};
