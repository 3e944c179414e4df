import { expect, test } from 'vitest';
import { createEmulatedWorld, deductBody, mint, signUp } from '../../test/emulated-world.ts';

/** As Python's `json.dumps` writes by default: everything beyond ASCII as `\uXXXX`, a blank after `,` and `:`. */
const asPythonWrites = (body: object): string =>
  JSON.stringify(body)
    .replace(/\P{ASCII}/gu, (character) =>
      [...Array(character.length).keys()]
        .map((at) => String.raw`\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
        .join(''),
    )
    .replaceAll('":', '": ')
    .replaceAll(',"', ', "');

const target = '/v3/offlineface/transactions';

const orderOf = async (outTradeNo: string) => {
  const world = createEmulatedWorld();
  const pupil = await signUp(world, 'stu-000001');
  const body = deductBody(world, await mint(world, pupil, 1200), outTradeNo, 1200);
  return { world, asUtf8: JSON.stringify(body), escaped: asPythonWrites(body) };
};

test('FAQ 3.2: Chinese as UTF-8 and as ASCII escapes are the same order, where the bytes signed are the bytes sent', async () => {
  for (const spelling of ['asUtf8', 'escaped'] as const) {
    const { world, ...bodies } = await orderOf('M-000001');
    expect(bodies.escaped).toContain(String.raw`"description": "\u5348\u9910"`);
    const answer = await world.client.call('POST', target, bodies[spelling]);
    expect([answer.status, answer.json['trade_state'], answer.json['description']]).toEqual([200, 'SUCCESS', '午餐']);
  }
});

test('FAQ 3.2: signed as one spelling and sent as the other: 401 SIGN_ERROR, and the answer shows what was verified', async () => {
  const { world, asUtf8, escaped } = await orderOf('M-000001');
  for (const [signed, sent] of [
    [asUtf8, escaped],
    [escaped, asUtf8],
  ] as const) {
    const answer = await world.client.call('POST', target, signed, { tamper: () => sent });
    expect(answer.status).toBe(401);
    const timeAndNonce = 11 + 33;
    expect(answer.json).toMatchObject({
      code: 'SIGN_ERROR',
      detail: {
        sign_information: {
          method: 'POST',
          url: target,
          sign_message_length: 5 + target.length + 1 + timeAndNonce + new TextEncoder().encode(sent).length + 1,
        },
      },
    });
  }
  expect(world.emulator.ledger().orders).toEqual([]);
});
