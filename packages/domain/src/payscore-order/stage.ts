import type { PayscoreStage } from './payscore-order.ts';
import type { PayscoreCollection, PayscoreSaid } from './said.ts';

/**
 * `unclear`: it may be so, but this body does not say (a complete is documented to answer DOING with an empty description):
 * a query follows. `fault`: it contradicts itself, and is not believed (INV-78).
 */
export type ReadStage =
  | { readonly type: 'stage'; readonly stage: PayscoreStage }
  | { readonly type: 'unclear' }
  | { readonly type: 'fault'; readonly why: string };

/** Reads the triple. Paid is judged by the collection part only (INV-70, INV-78; `payscore-wire.md` §6). */
export const readStage = (said: PayscoreSaid): ReadStage => {
  const why = collectionFault(said);
  if (why !== undefined) return fault(why);
  const { state, description, collection, total } = said;
  switch (state) {
    case 'created':
      return description === undefined && collection === undefined
        ? stage('created')
        : fault('created, with a description or a collection');
    case 'doing':
      return doing(said);
    case 'done':
      if (collection?.state === 'user-paid') return stage('done');
      if (collection !== undefined) return fault('done, and still to be paid');
      return total === 0 ? stage('done') : unclear;
    case 'revoked':
      if (total !== undefined && total > 0) return fault('cancelled, with a total above 0'); // INV-72
      return collection?.state === 'user-paid' ? fault('cancelled, and paid') : stage('revoked');
    case 'expired':
      return collection === undefined ? stage('expired') : fault('expired, with a collection');
  }
};

/** A paid notice may still say "doing": the collection decides (§11). */
const doing = ({ description, collection, total }: PayscoreSaid): ReadStage => {
  if (description === 'user-confirm')
    return collection === undefined ? stage('in-service') : fault('in service, with a collection');
  if (collection !== undefined) return stage(collection.state === 'user-paid' ? 'done' : 'awaiting-payment');
  if (description === undefined) return unclear;
  return total === 0 ? stage('done') : stage('awaiting-payment'); // nothing to collect: done (INV-76)
};

const collectionFault = ({ collection, total, needCollection }: PayscoreSaid): string | undefined => {
  if (collection === undefined) return undefined;
  const { state, total: whole, paying, paid, details } = collection;
  if (paying + paid !== whole) return 'paying and paid do not make the total';
  if (total !== undefined && total !== whole) return 'two totals';
  if (needCollection === false && whole > 0) return 'a collection that is not needed';
  if (state === 'user-paid' && paying > 0) return 'paid, and still paying';
  if (state === 'user-paying' && paying === 0) return 'paying nothing';
  return details.some(({ amount }) => amount > whole) ? 'a detail above the total' : undefined;
};

/** What is to be collected, where the body tells. */
export const saidTotal = ({ total, collection }: PayscoreSaid): PayscoreCollection['total'] | undefined =>
  total ?? collection?.total;

const unclear: ReadStage = { type: 'unclear' };
const stage = (at: PayscoreStage): ReadStage => ({ type: 'stage', stage: at });
const fault = (why: string): ReadStage => ({ type: 'fault', why });
