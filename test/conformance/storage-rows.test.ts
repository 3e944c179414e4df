import {
  anyAlarm,
  anyAttempt,
  anyAuthinfoGrant,
  anyCredentialUse,
  anyCursor,
  anyKeptAnswer,
  anyDeduction,
  anyDeductionNumber,
  anyDevice,
  anyDomainEvents,
  anyEvidence,
  anyFaceUser,
  anyNotice,
  anyOrganization,
  anyPayscoreOrder,
  anyPayscorePermission,
  anyRefund,
  anyRefundBook,
  anySpending,
  anyStoredVoucher,
  anyTask,
  put,
} from '@facepay/conformance';
import { type Kind, type OrganizationId, type Records, ref, write } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPostgres } from './postgres-store.ts';
import { openMemory, openSqliteMemory } from './storage-stores.ts';

const any: { readonly [K in Kind]: fc.Arbitrary<Records[K]> } = {
  organization: anyOrganization,
  member: anyFaceUser,
  device: anyDevice,
  voucher: anyStoredVoucher,
  evidence: anyEvidence,
  credential: anyCredentialUse,
  deduction: anyDeduction,
  number: anyDeductionNumber,
  attempt: anyAttempt,
  spending: anySpending,
  notice: anyNotice,
  refund: anyRefund,
  refundBook: anyRefundBook,
  authinfo: anyAuthinfoGrant,
  cursor: anyCursor,
  alarm: anyAlarm,
  answer: anyKeptAnswer,
  task: anyTask,
  payscoreOrder: anyPayscoreOrder,
  payscorePermission: anyPayscorePermission,
};
const school = 'O100' as OrganizationId;

test.each(Object.keys(any) as Kind[])('INV-85 every %s comes back from every store as it was', async (kind) => {
  for (const open of [openMemory(false), openSqliteMemory, openPostgres]) {
    const { first, close } = await open();
    let n = 0;
    await fc.assert(
      fc.asyncProperty(any[kind] as fc.Arbitrary<Records[Kind]>, async (value) => {
        const at = ref(kind, `key-${(n += 1)}`);
        await put(first.storage, school, [write(at, value)]);
        expect(await first.reads.find(school, at)()).toEqual(E.right(value));
      }),
      { numRuns: 100 },
    );
    await close();
  }
});
test('INV-85 every event comes back from every store as it was', async () => {
  for (const open of [openMemory(false), openSqliteMemory, openPostgres]) {
    const { first, close } = await open();
    await fc.assert(
      fc.asyncProperty(anyDomainEvents, async (events) => {
        const [{ organization, subject } = { organization: school, subject: { kind: 'device', id: '' } as const }] =
          events;
        await put(first.storage, organization, [], events);
        expect(await first.reads.history(organization, subject, 100)()).toEqual(E.right(events));
      }),
      { numRuns: 100 },
    );
    await close();
  }
});
