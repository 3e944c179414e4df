import type { SignedVoucher } from '@facepay/device-protocol';
import type { Deduction } from '@facepay/domain';
import type { Simulation } from '../engine/simulation.ts';
import { serverSkewMaxMs } from '../plan/server-skew.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** INV-64, at the terminal: the time it signs is the true one, give or take what it says itself. */
export const judgeSaleTime = (
  { plan, wallNow, violate, count }: Simulation,
  box: string,
): ((voucher: SignedVoucher) => void) => {
  // A terminal measures its clock by the servers'; where those lie, so does what is measured.
  const skewMs = serverSkewMaxMs(plan);
  return ({ voucher: { sequence, saleAtMs, clockUncertaintyMs } }) => {
    count('sale time within its uncertainty');
    const offMs = Math.abs(Number(saleAtMs) - wallNow());
    if (offMs > Number(clockUncertaintyMs) + skewMs)
      violate('INV-64', `${box}/${sequence} is dated ${offMs} ms off, and says ${clockUncertaintyMs}`);
  };
};

/** INV-64, at the server: a sale of the future or of a month ago waits for a person. */
export const checkAge = ({ violate }: Simulation, { id, status, saleAt, receivedAt }: Deduction): void => {
  const ageMs = receivedAt - saleAt;
  if (status !== 'held' && (ageMs < -5 * minute || ageMs > 30 * day))
    violate('INV-64', `${id} is ${Math.round(ageMs / minute)} minutes old, and ${status}`);
};
