import { deductionNumbered, eventNumbered } from '@facepay/conformance';
import { type OrganizationId, ref, type Storage, voucherId, write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';

const school = 'O100' as OrganizationId;
/** Voucher, deduction and event of one number land together, or none of them does. */
export const acceptNumbered = (storage: Storage, n: number) => {
  const sale = deductionNumbered(n);
  const id = voucherId(sale.device, 1, n + 1);
  const { device, receivedAt } = sale;
  const voucher = { id, device, sequence: n + 1, bytes: 'x'.repeat(200), hash: '', deduction: sale.id, receivedAt };
  return storage.transact({
    organization: school,
    read: { voucher: ref('voucher', id), deduction: ref('deduction', sale.id) },
    decide: ({ voucher: before }) =>
      E.right({
        writes:
          before === undefined ? [write(ref('voucher', id), voucher), write(ref('deduction', sale.id), sale)] : [],
        events: [eventNumbered(1, sale.id)],
        result: n,
      }),
  })();
};
