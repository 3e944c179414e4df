import { paths } from '@facepay/wechat-protocol';
import type { Instant } from '@facepay/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callShown } from './call-shown.ts';
import { maskedWords, shownValue } from './masked.ts';
import { templateOf } from './path-template.ts';

const body = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('FAQ 2.1 INV-88 what a support report shows of a call', () => {
  test.each([
    ['手机号 13800138000 不合法', '手机号 *8000 不合法'],
    ['证件 11010119900307457X 有误', '证件 *457X 有误'],
    ['订单 F0123456789abcdef0123456789ab01 不存在', '订单 F0123456789abcdef0123456789ab01 不存在'],
    ['交易 4200000202209010000000000001', '交易 4200000202209010000000000001'],
  ])('%s', (words, shown) => expect(maskedWords(words)).toBe(shown));

  test('of a person, a credential, a card or a permission, only the length', () => {
    const name = fc.constantFrom(
      'user_name',
      'phone',
      'facepay_user.identification_number',
      'auth_code',
      'payer.sp_openid',
      'bank_card.bank_card_number',
      'authinfo',
      'raw_data',
      'description',
      'web_init_data.name',
      'not_known_yet',
    );
    fc.assert(
      fc.property(name, fc.string({ minLength: 24, unit: 'grapheme' }), (of, value) => {
        return /^\(\d+ characters\)$/u.test(shownValue(of, value));
      }),
    );
  });

  test.each([
    [
      paths.faceUser('O1', 'pupil-1'),
      '/v3/offlinefacemch/organizations/{organization_id}/users/out-user-id/{out_user_id}',
      ['O1', 'pupil-1'],
    ],
    [paths.contract('CI1'), '/v3/offlineface/contracts/{contract_id}', ['CI1']],
    [paths.presign, '/v3/offlineface/contracts/presign', []],
    [paths.tokens, '/v3/offlinefacemch/tokens', []],
    ['/v3/new/13800138000X/things', '/v3/new/{id}/things', []],
  ])('%s is %s', (path, template, ids) => {
    expect(templateOf(path)).toMatchObject({ template });
    expect(templateOf(path).named.map(([, value]) => value)).toEqual(ids);
  });

  test('nested parameters by their path; what is not JSON by its size', () => {
    const at = 0 as Instant;
    const shown = callShown(
      {
        method: 'POST',
        target: '/v3/x?sub_mchid=190&name=Li',
        body: body('{"amount":{"total":5},"cards":[{"number":"622"}]}'),
      },
      at,
    );
    expect(shown).toEqual({
      interface: 'POST /v3/x',
      parameters: { sub_mchid: '190', name: '(2 characters)', 'amount.total': '5', 'cards.number': '(3 characters)' },
      at,
    });
    expect(callShown({ method: 'POST', target: '/v3/x', body: body('李雷') }, at).parameters).toEqual({
      body: '(7 characters)',
    });
  });
});
