import type { FaceDevice, FaceIdentification, Openid, PayscoreOrderNo } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { type FaceVisit, openOrderByFace } from './index.ts';

const visit: FaceVisit = {
  orderNo: '1234323JKHDFE1243252' as PayscoreOrderNo,
  signUpNo: 'sign-up-1',
  serviceId: '500001',
  askUnionId: false,
};
const openid = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' as Openid;
const identified: FaceIdentification = { type: 'Identified', openid };

/** A terminal that tells what it was asked; its people are what the test says, one after the other. */
const openTerminal = (people: readonly FaceIdentification[], ready = true) => {
  const steps: string[] = [];
  let isReady = ready;
  let seen = 0;
  const device: FaceDevice = {
    initialise: () => async () => {
      steps.push('initialise');
      isReady = true;
      return E.right(undefined);
    },
    rawData: () => async () => {
      steps.push('raw data');
      return isReady ? E.right(`raw ${steps.length}`) : E.left({ type: 'DeviceNotReady', reason: '271378620' });
    },
    payscoreStatus:
      ({ authinfo, orderNo }) =>
      async () => {
        steps.push(`face ${authinfo} ${orderNo}`);
        seen += 1;
        return people[seen - 1] ?? { type: 'FaceUnknown' };
      },
  };
  const serve = openOrderByFace({
    device,
    authinfo: (rawData, anew) => async () => {
      steps.push(`authinfo${anew ? ' anew' : ''}`);
      return E.right({ authinfo: `of ${rawData}` });
    },
    openOrder: (no, who) => async () => {
      steps.push(`order ${no} ${who}`);
      return E.right({ no });
    },
  });
  return { steps, serve: () => serve(visit)() };
};

test('initialise, raw data, authinfo, face, order: in this sequence, and under one number', async () => {
  const { serve, steps } = openTerminal([identified], false);
  expect(await serve()).toEqual(E.right({ type: 'Opened', openid, order: { no: visit.orderNo } }));
  expect(steps).toEqual([
    'raw data',
    'initialise',
    'raw data',
    'authinfo',
    `face of raw 3 ${visit.orderNo}`,
    `order ${visit.orderNo} ${openid}`,
  ]);
});

test.each<FaceIdentification>([
  { type: 'DeclinedByUser' },
  { type: 'WantsCode' },
  { type: 'FaceUnknown' },
  { type: 'OpeningFailed', reason: '' },
  { type: 'TemporarilyUnavailable', reason: '' },
  { type: 'Misconfigured', reason: '' },
])('no order for $type', async (person) => {
  const { serve, steps } = openTerminal([person]);
  expect(await serve()).toEqual(E.right(person));
  expect(steps.some((step) => step.startsWith('order'))).toBe(false);
});

test('an authinfo that the terminal cannot use is replaced from fresh raw data, once', async () => {
  const unusable: FaceIdentification = { type: 'AuthinfoUnusable', reason: '271382020' };
  const { serve, steps } = openTerminal([unusable, identified]);
  expect(await serve()).toMatchObject(E.right({ type: 'Opened' }));
  expect(steps.filter((step) => step.startsWith('raw') || step.startsWith('authinfo'))).toEqual([
    'raw data',
    'authinfo',
    'raw data',
    'authinfo anew',
  ]);
  const broken = openTerminal([unusable, unusable, identified]);
  expect(await broken.serve()).toEqual(E.right(unusable));
});
