import { Fen, minute } from '@facepay/domain';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { callServer } from '../support/server-call.ts';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { must, type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
let id: string;
/** A meal of 12.50 yuan that was paid. */
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  id = await classroom.sell(1250);
  await classroom.work();
  return world.close;
});

const path = (deduction = id): string => `/v1/deductions/${deduction}/refunds?organizationId=${classroom.organization}`;
const refund = (body: object, token = tokens.operator) => classroom.call('POST', path(), body, token);
const refused = (status: number, body: object, target = path()) =>
  classroom.refused(status, 'POST', target, { token: tokens.operator, body });
const detail = async (deduction = id) =>
  (await classroom.get(`/v1/deductions/${deduction}?organizationId=${classroom.organization}`)).json;
/** The worker's rounds by hand, for some minutes. */
const workFor = async (minutes: number): Promise<void> => {
  for (let n = 0; n < minutes; n += 1) {
    const due = must(await world.store.dueWork.claim('refund', world.school.now(), minute, 100)());
    for (const claimed of due) await world.useCases.progressRefund(claimed)();
    await world.school.pass(minute);
  }
};
const reason = '多收';

describe('FAQ 5.2 refunds go through the ordinary API', () => {
  it('a part: asked for, carried out by the worker, listed on the deduction, which stays paid', async () => {
    const asked = await refund({ refundNo: 'R-1', amountFen: 450, reason });
    expect([asked.status, asked.json]).toMatchObject([
      200,
      { refundNo: 'R-1', deductionId: id, state: 'requested', amountFen: 450, totalFen: 1250, reason },
    ]);
    expect(await world.school.refundedFen()).toBe(0);
    await workFor(10);
    const { json } = await classroom.get('/v1/refunds/R-1');
    expect(json).toMatchObject({ state: 'success', attemptsTotal: 1, refundedAt: expect.any(String) });
    expect(itemsOf(json['events']).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['RefundRequested', 'RefundAttemptBegun', 'RefundProcessing', 'RefundSucceeded']),
    );
    expect(await detail()).toMatchObject({ state: 'paid', refundedFen: 450, refunds: [{ refundNo: 'R-1' }] });
    expect(await world.school.refundedFen()).toBe(450);
  });

  it('INV-97 the same number again is the same refund, under any key; the same key gives the same bytes', async () => {
    const said = { token: tokens.operator, body: { refundNo: 'R-1', amountFen: 450, reason } };
    const headers = { 'idempotency-key': 'the-same' };
    const first = await callServer(world, 'POST', path(), { ...said, headers });
    const second = await callServer(world, 'POST', path(), { ...said, headers });
    expect(first.json).toMatchObject({ refundNo: 'R-1', state: 'success' });
    expect(second.text).toBe(first.text);
    await workFor(2);
    expect(await world.school.refundedFen()).toBe(450);
  });

  it('BAD-65 more than the rest: 409, and it says how much is left', async () => {
    const answer = await refused(409, { refundNo: 'R-2', amountFen: 801, reason });
    expect(answer.json).toMatchObject({ code: 'refund-above-rest', detail: expect.stringContaining('800 fen') });
  });

  it('BAD-65 one number with another amount: 409', async () => {
    const answer = await refused(409, { refundNo: 'R-1', amountFen: 400, reason });
    expect(answer.json).toMatchObject({ code: 'refund-number-used', detailZh: expect.any(String) });
  });

  it('BAD-65 of what was not paid: 409; of what is not there: 404', async () => {
    await world.school.fund(classroom.pupil.outUserId, must(Fen.of(0)), false);
    const unpaid = await classroom.sell(300);
    await classroom.work();
    const answer = await refused(409, { amountFen: 300, reason }, path(unpaid));
    expect(answer.json).toMatchObject({ code: 'deduction-not-paid', detail: expect.stringContaining('failed') });
    await refused(404, { amountFen: 300, reason }, path('d0000000000000000000000000'));
  });

  it('an auditor may look and not refund; a wrong body or no key is refused', async () => {
    const body = { amountFen: 1, reason };
    await classroom.refused(403, 'POST', path(), { token: tokens.auditor, body });
    for (const wrong of [
      { ...body, amountFen: 0 },
      { ...body, refundNo: 'a b' },
      { amountFen: 1 },
      { ...body, reason: '多'.repeat(81) },
    ])
      await refused(422, wrong);
    const keyless = await callServer(world, 'POST', path(), { token: tokens.operator, body });
    expect([keyless.status, keyless.json['code']]).toEqual([400, 'idempotency-key-missing']);
  });

  it('BAD-79 another school sees neither the refund nor the deduction', async () => {
    for (const [method, target] of [
      ['GET', '/v1/refunds/R-1'],
      ['POST', path()],
    ] as const)
      await classroom.refused(404, method, target, {
        token: tokens.boundAdmin,
        ...(method === 'POST' ? { body: { amountFen: 1, reason } } : {}),
      });
    const { json } = await classroom.call('GET', '/v1/refunds', undefined, tokens.boundAdmin);
    expect(json['items']).toEqual([]);
  });

  it('INV-30 a refund that WeChat cannot hand over is an event for a person, and tried again with its number', async () => {
    await world.school.refundNext('abnormal');
    await refund({ refundNo: 'R-3', amountFen: 800, reason });
    await workFor(12);
    expect((await classroom.get('/v1/refunds/R-3')).json).toMatchObject({ state: 'abnormal', why: expect.any(String) });
    await refused(409, { refundNo: 'R-4', amountFen: 1, reason });
    expect((await refund({ refundNo: 'R-3', amountFen: 800, reason })).json).toMatchObject({ state: 'requested' });
    await workFor(12);
    expect(await detail()).toMatchObject({ state: 'refunded', refundedFen: 1250 });
    expect(await world.school.refundedFen()).toBe(1250);
    const { json } = await classroom.get(`/v1/refunds?state=success&organizationId=${classroom.organization}`);
    expect(itemsOf(json['items']).map(({ refundNo }) => refundNo)).toEqual(['R-1', 'R-3']);
  });

  it('INV-30 of many at once no fen above what was paid, whatever their numbers', async () => {
    await world.school.fund(classroom.pupil.outUserId, must(Fen.of(100_000)), false);
    const sold = await classroom.sell(1000);
    await classroom.work();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        callServer(world, 'POST', path(sold), {
          token: tokens.operator,
          body: { amountFen: 300, reason },
          headers: { 'idempotency-key': randomUUID() },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ json }) => json['code']))).toEqual(
      new Set(['refund-above-rest']),
    );
    await workFor(20);
    expect(await detail(sold)).toMatchObject({ state: 'paid', refundedFen: 900 });
  });
});
