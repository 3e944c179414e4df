import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  deductionNumbered,
  noon,
  noticeNumbered,
  payscoreNumbered,
  put,
  refundNumbered,
  signedPupil,
} from '@facepay/conformance';
import {
  eventsOf,
  type Openid,
  type OrganizationId,
  ref,
  type Records,
  type RefundTerms,
  write,
} from '@facepay/domain';
import { openSqliteStorage } from '@facepay/storage-sql';
import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fieldKeys, realOptions } from './storage-stores.ts';

const school = 'O100' as OrganizationId;
const newKey = `k2:${Buffer.alloc(32, 9).toString('base64')}`;
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facepay-sqlite-'));
  file = join(folder, 'facepay.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));
const open = (keys: readonly string[] = fieldKeys) => openSqliteStorage({ ...realOptions(file), fieldKeys: keys });

const withCanaries = {
  member: {
    ...signedPupil,
    profile: {
      name: 'canary-name',
      phone: 'canary-phone',
      userType: 'student',
      classOrPost: '1-1',
      consent: { guardian: 'canary-guardian', textVersion: '1', at: noon },
    },
  },
  voucher: {
    id: 'D1/1/1' as Records['voucher']['id'],
    device: 'D1' as Records['voucher']['device'],
    sequence: 1,
    bytes: 'canary-voucher',
    hash: 'ab',
    deduction: deductionNumbered(1).id,
    receivedAt: noon,
  },
  evidence: {
    voucher: 'D1/1/1' as Records['voucher']['id'],
    bytes: 'canary-evidence',
    hash: 'cd',
    reason: 'same-number',
    receivedAt: noon,
  },
  attempt: {
    deduction: deductionNumbered(1).id,
    no: deductionNumbered(1).no,
    at: noon,
    body: 'canary-attempt',
    bodyOf: 'a',
  },
  authinfo: { device: 'D1' as Records['voucher']['device'], authinfo: 'canary-authinfo', until: noon },
  notice: noticeNumbered(1, {
    raw: 'canary-notice',
    subject: { type: 'PayscorePermission', openid: 'canary-openid' as Openid, open: true, happenedAt: noon },
  }),
  refund: refundNumbered(1, { reason: 'canary-reason', body: 'canary-body' }),
  payscoreOrder: payscoreNumbered(1, {
    terms: { ...payscoreNumbered(1).terms, openid: 'canary-openid' as Openid },
    openid: 'canary-openid' as Openid,
    body: 'canary-body',
    asked: {
      wish: { type: 'cancel', reason: 'canary-reason' },
      body: 'canary-body',
      status: 'asked',
      by: 'office',
      askedAt: noon,
      attempts: 0,
      queries: 0,
    },
    package: { text: 'canary-package', at: noon },
  }),
  payscorePermission: {
    code: 'A-1' as Records['payscorePermission']['code'],
    status: 'available',
    notifyUrl: 'https://pay.school.example/notify',
    by: 'office',
    requestedAt: noon,
    token: { text: 'canary-token', at: noon },
    openid: 'canary-openid' as Openid,
    version: 3,
  },
} satisfies Partial<Records>;
function termsOf({
  no,
  organization,
  subMchid,
  deduction,
  outUserId,
  ...rest
}: ReturnType<typeof refundNumbered>): RefundTerms {
  const { transactionId, amount, total, reason, by, requestedAt } = rest;
  const about = { no, organization, subMchid, deduction, outUserId };
  return { ...about, transactionId, amount, total, reason, by, requestedAt };
}
const memberPut = eventsOf(
  { organization: school, subject: { kind: 'member', id: signedPupil.outUserId }, at: noon, versionBefore: 0 },
  [
    {
      type: 'MemberPut',
      organization: school,
      outUserId: signedPupil.outUserId,
      profile: withCanaries.member.profile,
    },
  ],
);
const refundRequested = eventsOf(
  { organization: school, subject: { kind: 'refund', id: 'x' }, at: noon, versionBefore: 0 },
  [{ type: 'RefundRequested', terms: termsOf(withCanaries.refund), body: 'canary-body' }],
);
const orderRequested = eventsOf(
  { organization: school, subject: { kind: 'payscore-order', id: 'x' }, at: noon, versionBefore: 0 },
  [
    {
      type: 'PayscoreOrderRequested',
      terms: withCanaries.payscoreOrder.terms,
      body: 'canary-body',
      by: 'office',
      at: noon,
    },
    { type: 'PayscorePackageGiven', at: noon, package: 'canary-package' },
    { type: 'PermissionClosed', at: noon, closedAt: noon, because: 'canary-reason' },
  ],
);
const putCanaries = (storage: Awaited<ReturnType<typeof open>>['storage']): Promise<void> =>
  put(
    storage,
    school,
    [
      write(ref('member', 'x'), withCanaries.member),
      write(ref('voucher', 'x'), withCanaries.voucher),
      write(ref('evidence', 'x'), withCanaries.evidence),
      write(ref('attempt', 'x'), withCanaries.attempt),
      write(ref('authinfo', 'x'), withCanaries.authinfo),
      write(ref('notice', 'x'), withCanaries.notice),
      write(ref('refund', 'x'), withCanaries.refund),
      write(ref('payscoreOrder', 'x'), withCanaries.payscoreOrder),
      write(ref('payscorePermission', 'x'), withCanaries.payscorePermission),
    ],
    [...memberPut, ...refundRequested, ...orderRequested],
  );

test('INV-89 no personal field lies in any file of the database, and all of them come back', async () => {
  const store = await open();
  await putCanaries(store.storage);
  const whileOpen = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')));
  expect(whileOpen.length).toBeGreaterThan(1);
  for (const [kind, value] of Object.entries(withCanaries) as [keyof typeof withCanaries, unknown][]) {
    expect(await store.reads.find(school, ref(kind, 'x'))()).toEqual(E.right(value));
  }
  expect(await store.reads.history(school, { kind: 'member', id: signedPupil.outUserId }, 9)()).toEqual(
    E.right(memberPut),
  );
  expect(await store.reads.history(school, { kind: 'refund', id: 'x' }, 9)()).toEqual(E.right(refundRequested));
  expect(await store.reads.history(school, { kind: 'payscore-order', id: 'x' }, 9)()).toEqual(E.right(orderRequested));
  await store.close();
  const closed = await readFile(file, 'latin1');
  expect(closed).toContain('1-1');
  for (const text of [...whileOpen, closed]) expect(text).not.toContain('canary');
});

test('INV-89 keys rotate: old rows are read under the old key, new ones are written under the new', async () => {
  const first = await open();
  await putCanaries(first.storage);
  await first.close();
  const second = await open([newKey, ...fieldKeys]);
  expect(await second.reads.find(school, ref('member', 'x'))()).toEqual(E.right(withCanaries.member));
  await put(second.storage, school, [write(ref('member', 'y'), withCanaries.member)]);
  await second.close();
  const third = await open([newKey]);
  expect(await third.reads.find(school, ref('member', 'y'))()).toEqual(E.right(withCanaries.member));
  const lost = await third.reads.find(school, ref('member', 'x'))();
  expect(lost).toMatchObject({ left: { type: 'StoredDataCorrupt' } });
  await third.close();
});

test('INV-95 without a whole key the store does not open and makes no file', async () => {
  for (const keys of [[], ['k1:c2hvcnQ=']]) await expect(open(keys)).rejects.toThrow('key');
  expect(await readdir(folder)).toEqual([]);
});
