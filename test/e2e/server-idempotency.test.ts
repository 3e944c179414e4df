import { beforeAll, describe, expect, it } from 'vitest';
import { callServer, type ServerAnswer } from '../support/server-call.ts';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { type ServerWorld, tokens } from '../support/server-world.ts';

let world: ServerWorld;
let classroom: Classroom;
beforeAll(async () => {
  classroom = await openClassroom();
  ({ world } = classroom);
  return world.close;
});

const heldSale = () => classroom.sell(1250, { userId: 'FUother' });
const pathOf = (id: string, move: string) => `/v1/deductions/${id}/${move}?organizationId=${classroom.organization}`;
const ask = (target: string, key: string | readonly string[] | undefined, reason = '已核实', token = tokens.operator) =>
  callServer(world, 'POST', target, {
    token,
    body: { reason },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
const untouched = async (send: () => Promise<ServerAnswer>): Promise<ServerAnswer> => {
  const before = await world.store.storeDigest();
  const answer = await send();
  expect(await world.store.storeDigest()).toBe(before);
  return answer;
};
const eventsOf = async (id: string): Promise<readonly unknown[]> => {
  const { json } = await classroom.get(`/v1/deductions/${id}?organizationId=${classroom.organization}`);
  return itemsOf(json['events']).map(({ type }) => type);
};

describe.each(['release', 'give-up'])('BAD-81: Idempotency-Key of %s', (move) => {
  it.each<[string, string | readonly string[] | undefined, string]>([
    ['missing', undefined, 'idempotency-key-missing'],
    ['empty', '', 'idempotency-key-invalid'],
    ['of 256 characters', 'k'.repeat(256), 'idempotency-key-invalid'],
    ['with a space', 'a b', 'idempotency-key-invalid'],
    ['not ASCII', '钥匙', 'idempotency-key-invalid'],
    ['twice with two values', ['one', 'two'], 'idempotency-key-invalid'],
  ])('%s: 400, nothing stored', async (_, key, code) => {
    const target = pathOf(await heldSale(), move);
    const answer = await untouched(() => ask(target, key));
    expect([answer.status, answer.json['code']]).toEqual([400, code]);
  });

  it('of 255 characters is fine', async () => {
    expect((await ask(pathOf(await heldSale(), move), `${move}${'k'.repeat(255 - move.length)}`)).status).toBe(200);
  });

  it('a repeat gets the very bytes of the first answer, and nothing is done again', async () => {
    const target = pathOf(await heldSale(), move);
    const first = await ask(target, `${move}-again`);
    expect([first.status, first.headers['idempotent-replayed']]).toEqual([200, undefined]);
    await world.school.pass(49 * 3_600_000); // INV-97: for at least 48 hours
    const again = await untouched(() => ask(target, `${move}-again`));
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers).toMatchObject({
      'content-type': first.headers['content-type'],
      'idempotent-replayed': 'true',
    });
    expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  });

  it('the same key with another body, or for another sale: 409, nothing stored', async () => {
    const [one, other] = [pathOf(await heldSale(), move), pathOf(await heldSale(), move)];
    expect((await ask(one, `${move}-mine`)).status).toBe(200);
    for (const [target, reason] of [
      [one, '另一个原因'],
      [other, '已核实'],
    ] as const) {
      const answer = await untouched(() => ask(target, `${move}-mine`, reason));
      expect([answer.status, answer.json['code']]).toEqual([409, 'idempotency-key-reused']);
    }
  });

  it('the same key 100 at once: one execution, 100 times the same answer', async () => {
    const id = await heldSale();
    const before = await eventsOf(id);
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(pathOf(id, move), `${move}-crowd`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
    expect(await eventsOf(id)).toHaveLength(before.length + 1);
  });

  it('what is refused leaves nothing under the key', async () => {
    const dead = await heldSale();
    await ask(pathOf(dead, 'give-up'), `${move}-before`, '误刷');
    const late = await untouched(() => ask(pathOf(dead, 'release'), `${move}-free`));
    expect([late.status, late.json['code']]).toEqual([409, 'deduction-not-held']);
    const missing = await untouched(() => ask(pathOf(`d${'0'.repeat(24)}`, move), `${move}-free`));
    expect(missing.status).toBe(404);
    const target = pathOf(await heldSale(), move);
    expect((await untouched(() => ask(target, `${move}-free`, '已核实', tokens.auditor))).status).toBe(403);
    expect((await untouched(() => ask(target, `${move}-free`, ''))).status).toBe(422);
    world.store.setDown(true);
    const down = await ask(target, `${move}-free`);
    world.store.setDown(false);
    expect(down.status).toBe(503);
    expect((await ask(target, `${move}-free`)).status).toBe(200);
  });

  it('the key belongs to the sender and the route: others use the same one for their own', async () => {
    const [one, two] = [await heldSale(), await heldSale()];
    expect((await ask(pathOf(one, move), 'shared', '已核实', tokens.operator)).status).toBe(200);
    expect((await ask(pathOf(two, move), 'shared', '已核实', tokens.admin)).status).toBe(200);
  });
});

it('INV-89: what is kept does not lie in the database as it is', async () => {
  const reason = '金丝雀理由';
  const target = pathOf(await heldSale(), 'give-up');
  const first = await ask(target, 'canary', reason);
  expect(first.text).toContain(reason);
  expect((await ask(target, 'canary', reason)).text).toBe(first.text);
  expect(world.log()).not.toContain(reason);
});
