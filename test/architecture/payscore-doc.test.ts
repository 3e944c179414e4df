import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { statesPage } from './payscore-states.ts';
import { rowsOf } from './table-of-tests.ts';
import { testTitles } from './test-titles.ts';

const path = join(import.meta.dirname, '../../docs/payscore.md');
const page = readFileSync(path, 'utf8');
const rows = rowsOf(page, /^G\d+$/u);

/** Everything that the guide names: calls, parameters, answers, states, codes. */
const named = `
  initWxpayface getWxpayfaceRawdata get_wxpayface_authinfo getUserPayScoreStatus
  ip port user passwd proxy_type tcp_port perform_mode return_code return_msg err_code rawdata
  store_id store_name device_id attach appid mch_id sub_appid sub_mch_id now version sign_type nonce_str sign
  authinfo expires_in out_trade_no payscore_out_request_no payscore_service_id ask_unionid openid sub_openid face_sid
  out_order_no service_id service_introduction post_payments post_discounts time_range location risk_fund notify_url
  need_user_confirm state state_description order_id package total_amount profit_sharing goods_tag need_collection
  type detail.paid_time collection info_type sub_mchid union_id
  SYSTEM_ERROR PARAM_ERROR NO_AUTH FREQUENCY_LIMITED INVALID_REQUEST ORDER_NOT_EXIST INVALID_ORDER_STATE ORDER_CANCELED
  ORDER_DONE`
  .trim()
  .split(/\s+/u);

describe('docs/payscore.md', () => {
  test('INV-70 prints states and edges from the data that decides (`--update` writes them anew)', async () => {
    const printed = page.replace(/(<!-- states:[^\n]*-->\n).*?(<!-- \/states -->)/su, (_, from: string, to: string) => {
      return `${from}\n${statesPage()}\n\n${to}`;
    });
    expect(printed).toContain('| awaiting-payment |');
    await expect(printed).toMatchFileSnapshot(path);
  });

  test('has a row for every item of the guide, in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(rows.map((_, index) => `G${index + 1}`));
    const said = rows.map(({ cells }) => cells[1] ?? '').join('\n');
    expect(named.filter((name) => !said.includes(`\`${name}\``))).toEqual([]);
    expect(
      ['SUCCESS', 'ERROR', 'USER_CANCEL', 'SCAN_PAYMENT', 'Order_Paid'].filter((it) => !said.includes(it)),
    ).toEqual([]);
  });

  test('no row is empty: each has a test, or says why there can be none', () => {
    const empty = rows.filter(({ cells }) => cells.length !== 4 || cells.some((cell) => cell === ''));
    expect(empty.map(({ id }) => id)).toEqual([]);
    const bare = rows.filter(
      ({ cells, tests }) => tests.length === 0 && !(cells[2] ?? '').startsWith('Outside software'),
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test('names only tests that exist', () => {
    const known = new Set(testTitles().map(({ path: file, title }) => `${file} ${title}`));
    const wrong = rows.flatMap(({ id, tests }) =>
      tests.filter(({ path: file, title }) => !known.has(`${file} ${title}`)).map(({ title }) => `${id}: ${title}`),
    );
    expect(wrong).toEqual([]);
  });
});
