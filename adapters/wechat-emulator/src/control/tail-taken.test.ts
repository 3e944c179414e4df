import { expect, test } from 'vitest';
import { createEmulatedWorld } from '../../test/emulated-world.ts';

interface Twin {
  readonly outUserId: string;
  readonly phone: string;
  readonly openid: string;
  readonly faceSeed?: number;
  readonly lookAlike?: boolean;
}
const elder: Twin = { outUserId: 'twin-000001', phone: '13800001234', openid: 'mother' };
const twinOf = (faceSeed: number): number => faceSeed + 2 ** 32;

/** Both sign up, one after the other; the answer to the second signature. */
const signBoth = async (first: Twin, second: Twin) => {
  const { client } = createEmulatedWorld();
  const opened = await client.control('POST', '/organizations', { organizationName: '第一小学' });
  const signUp = async (twin: Twin, faceSeed: number) => {
    const { json } = await client.call('POST', '/v3/offlinefacemch/tokens', {
      scene: 'WEBSESSION',
      web_init_data: { out_user_id: twin.outUserId, organization_id: String(opened.json['organizationId']) },
    });
    const token = String(json['token']);
    const enrolled = await client.control('POST', '/mini-programs/enrol', {
      organizationName: '第一小学',
      name: twin.outUserId,
      identityNumber: '11010119900307457X',
      className: '三年二班',
      lookAlike: true,
      faceSeed,
      token,
      ...twin,
    });
    expect(enrolled.status).toBe(200);
    return client.control('POST', '/mini-programs/sign', { token, openid: twin.openid, name: '家长' });
  };
  expect((await signUp(first, 7)).status).toBe(200);
  return signUp(second, second.faceSeed ?? twinOf(7));
};

test.each([
  ['of another phone', { phone: '13900001234', openid: 'mother' }],
  ['of one phone and another WeChat account', { phone: '13800001234', openid: 'father' }],
])('face-matching.md §2: look-alikes with one phone tail, %s: the second signature is refused', async (_, change) => {
  const answer = await signBoth(elder, { outUserId: 'twin-000002', ...change });
  expect([answer.status, answer.json['code'], answer.json['title']]).toEqual([409, 'tailTaken', '无法签约']);
});

test.each([
  ['another tail', { phone: '13800004321', openid: 'father' }],
  ['one phone and one WeChat account (seed FAQ 1.19)', { phone: '13800001234', openid: 'mother' }],
  ['other faces', { phone: '13900001234', openid: 'father', faceSeed: 8 }],
  ['a face that nobody flagged', { phone: '13900001234', openid: 'father', lookAlike: false }],
])('%s: both are signed', async (_, change) => {
  expect((await signBoth(elder, { outUserId: 'twin-000002', ...change })).status).toBe(200);
});
