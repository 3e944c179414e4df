import { fromRfc3339, type MemberChange, OrganizationId, OutUserId, type PresignRequest } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { isSignedAsSent, openedByWechat, openFakeGateway, publicKeyId, wrongSignings } from '../test/fake-gateway.ts';
import type { Reply } from '../test/fake-gateway.ts';
import { must } from '../test/orders.ts';

const organization = must(OrganizationId.of('O0A1B2CZ0123456789'));
const outUserId = must(OutUserId.of('pupil-0001'));
const profile = { name: '欧阳候补', phone: '13812345678', userType: 'student', classOrPost: '三年二班' } as const;
const presigning: PresignRequest = {
  organization,
  outUserId,
  name: profile.name,
  phone: profile.phone,
  identity: { number: '11010119900307457X' },
  mode: 'preferred-card',
  bankCard: {
    number: '6214830012345678',
    holder: '诸葛持卡',
    identity: { number: '110101198001010010' },
    validThrough: '09/29',
    phone: '13987654321',
  },
};
const canaries = /欧阳候补|13812345678|11010119900307457X|6214830012345678|诸葛持卡|110101198001010010|13987654321/u;

const open = (reply: Reply = { status: 204 }, keys: 'public key' | 'none' = 'public key') => {
  const gateway = openFakeGateway({}, keys);
  gateway.reply(() => reply);
  const { memberChanges } = gateway.wechat;
  return {
    ...gateway,
    patch: (change: MemberChange) => memberChanges.patch(organization, outUserId, change)(),
    presign: (change: Partial<PresignRequest> = {}) => memberChanges.presign({ ...presigning, ...change })(),
    link: () => memberChanges.repaymentLink(organization, outUserId)(),
    text: () => new TextDecoder().decode(gateway.calls.at(-1)?.body),
  };
};
const token: Reply = { body: { presign_token: 'PRESIGNED' } };
const link: Reply = { body: { repayment_url: 'https://r.example/1', expire_at: '2027-01-16T16:00:00+08:00' } };
/** Opens what is encrypted, so that the rest can be compared as it is. */
const opened = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' && value.length > 300 ? `sealed ${openedByWechat(value)}` : value,
  );

describe('a patch', () => {
  it('tells name, phone and class of a pupil, signed over exactly the bytes sent', async () => {
    const { patch, calls, text } = open();
    expect(await patch({ profile })).toEqual(E.right(undefined));
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      method: 'PATCH',
      target: `/v3/offlinefacemch/organizations/${organization}/users/out-user-id/${outUserId}`,
      headers: { 'wechatpay-serial': publicKeyId, 'content-type': 'application/json' },
    });
    expect(calls.map(isSignedAsSent)).toEqual([true]);
    expect(opened(text())).toEqual({
      user_name: 'sealed 欧阳候补',
      phone: 'sealed 13812345678',
      user_type: 'STUDENT',
      student_info: { class_name: '三年二班' },
    });
  });
  it('tells the post of staff', async () => {
    const { patch, text } = open();
    await patch({ profile: { ...profile, userType: 'staff', classOrPost: '厨师' }, usage: 'normal' });
    expect(opened(text())).toMatchObject({
      user_type: 'STAFF',
      staff_info: { occupation: '厨师' },
      status: 'NORMAL',
    });
  });
  it('that only disables says nothing else', async () => {
    const { patch, text } = open();
    await patch({ usage: 'disabled' });
    expect(text()).toBe('{"status":"DISABLED"}');
  });
  it('keeps the words of a refusal', async () => {
    const { patch } = open({ status: 404, body: { code: 'RESOURCE_NOT_EXISTS', message: '刷脸用户不存在' } });
    expect(await patch({ usage: 'normal' })).toMatchObject(
      E.left({ type: 'WechatRefused', reason: 'RESOURCE_NOT_EXISTS', trace: { message: '刷脸用户不存在' } }),
    );
  });
});

describe('a pre-signing', () => {
  it('has every person, document and card encrypted, the rest as it is', async () => {
    const { presign, text, calls } = open(token);
    expect(await presign()).toEqual(E.right('PRESIGNED'));
    expect(calls[0]).toMatchObject({
      method: 'POST',
      target: '/v3/offlineface/contracts/presign',
      headers: { 'wechatpay-serial': publicKeyId },
    });
    expect(opened(text())).toEqual({
      business_name: 'K12',
      facepay_user: {
        out_user_id: outUserId,
        organization_id: organization,
        identification_name: 'sealed 欧阳候补',
        identification: { identification_type: 'IDCARD', identification_number: 'sealed 11010119900307457X' },
        phone: 'sealed 13812345678',
      },
      limit_bank_card: {
        bank_card_number: 'sealed 6214830012345678',
        identification_name: 'sealed 诸葛持卡',
        identification: { identification_type: 'IDCARD', identification_number: 'sealed 110101198001010010' },
        valid_thru: '09/29',
        phone: 'sealed 13987654321',
      },
      contract_mode: 'PRIORITY_BANK_CARD',
    });
  });
  it('without card and document does not mention them', async () => {
    const { wechat, text } = open(token);
    const { identity: _, bankCard: __, ...bare } = presigning;
    await wechat.memberChanges.presign({ ...bare, mode: 'any-card' })();
    expect(opened(text())).toEqual({
      business_name: 'K12',
      facepay_user: {
        out_user_id: outUserId,
        organization_id: organization,
        identification_name: 'sealed 欧阳候补',
        phone: 'sealed 13812345678',
      },
      contract_mode: 'LIMIT_NONE',
    });
  });
  it('for a limited card says so', async () => {
    const { presign, text } = open(token);
    await presign({ mode: 'limited-card' });
    expect(opened(text())).toMatchObject({ contract_mode: 'LIMIT_BANK_CARD' });
  });
});

describe('a repayment link', () => {
  it('is asked for by member, and comes with its end', async () => {
    const { link: ask, text } = open(link);
    expect(await ask()).toEqual(
      E.right({ url: 'https://r.example/1', expiresAt: fromRfc3339('2027-01-16T16:00:00+08:00') }),
    );
    expect(text()).toBe(`{"out_user_id":"${outUserId}","organization_id":"${organization}"}`);
  });
  it('without a readable end is none', async () => {
    const { link: ask } = open({ body: { repayment_url: 'https://r.example/1', expire_at: 'tomorrow' } });
    expect(await ask()).toMatchObject(E.left({ type: 'WechatUnknown', reason: 'expire_at malformed' }));
  });
});

describe('personal data', () => {
  it('INV-88 is in no byte sent, no header, no trace', async () => {
    const gateway = open(token);
    await gateway.patch({ profile });
    await gateway.presign();
    expect(gateway.calls).toHaveLength(2);
    const shown = gateway.calls.map(({ body, ...call }) => [new TextDecoder().decode(body), JSON.stringify(call)]);
    expect(JSON.stringify([shown, gateway.traces])).not.toMatch(canaries);
  });
  it.each([
    ['user_name', { name: '长'.repeat(72) }],
    ['phone', { phone: '1'.repeat(215) }],
  ])('too long to encrypt, in %s, is refused by name: nothing is sent', async (field, change) => {
    const { patch, calls } = open();
    expect(await patch({ profile: { ...profile, ...change } })).toEqual(
      E.left({ type: 'WechatRefused', reason: `too long: ${field}`, trace: {} }),
    );
    expect(calls).toEqual([]);
  });
  it('without any key to encrypt with is not sent; a download is tried, once a minute', async () => {
    const { patch, presign, calls } = open(token, 'none');
    const none = E.left({ type: 'WechatUnavailable', reason: 'no key to encrypt with', trace: {} });
    expect([await patch({ profile }), await presign()]).toEqual([none, none]);
    expect(calls.map(({ target }) => target)).toEqual(['/v3/certificates']);
  });
});

it.each(wrongSignings)('INV-54 an answer with signature %s is unknown to all three', async (signing) => {
  const results = await Promise.all([
    open({ status: 204, signing }).patch({ usage: 'disabled' }),
    open({ ...token, signing }).presign(),
    open({ ...link, signing }).link(),
  ]);
  for (const result of results) expect(result).toMatchObject(E.left({ type: 'WechatUnknown' }));
});
