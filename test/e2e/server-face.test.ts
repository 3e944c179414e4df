import { signV2 } from '@facepay/wechat-protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { schoolKeys } from '../conformance/wechat-school.ts';
import { type HostileFaceHost, openHostileFaceHost } from '../support/hostile-face-host.ts';
import { type Classroom, openClassroom } from '../support/server-classroom.ts';
import { must200 } from '../support/server-school.ts';

let host: HostileFaceHost;
let classroom: Classroom;
beforeAll(async () => {
  host = await openHostileFaceHost();
  classroom = await openClassroom({ wrap: host.before });
});
afterAll(async () => {
  await classroom.world.close();
  host.close();
});
beforeEach(() => host.answerSigned());

const vending = { deviceId: 'V1', storeId: 'S1', storeName: '南山店', rawData: 'H0kvnUgGHKuqflNwtNqCdOVpbO4FPS' };
const ask = (change: object = {}) => classroom.call('POST', '/v1/face/authinfo', { ...vending, ...change });
/** Whatever came instead of an answer: nothing is stored, and the caller hears that nothing is known. */
const refusedAs = async (reason: string, change: object = {}) => {
  const said = { body: { ...vending, deviceId: 'never-had-one', ...change } };
  const { json } = await classroom.refused(503, 'POST', '/v1/face/authinfo', said);
  expect(json).toMatchObject({ code: 'wechat-outcome-unknown' });
  expect(JSON.stringify(json['support'])).toContain(reason);
};
const members = { return_code: 'SUCCESS', authinfo: 'permit', expires_in: '3600' };
const xml = (named: Readonly<Record<string, string>>): string =>
  `<xml>${Object.entries(named)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</xml>`;
const signed = { ...members, sign: signV2(members, schoolKeys.apiV2Key, 'HMAC-SHA256') };

describe('authinfo of an online face terminal, and what a face host may answer instead', () => {
  it('is kept for equal requests of one device, and renewed when the terminal cannot use it', async () => {
    expect(must200(await ask()).json).toEqual({ authinfo: 'permit', expiresIn: 3600 });
    const asked = host.authinfoRequests();
    host.answerSigned({ authinfo: 'permit 2' });
    expect(must200(await ask({ rawData: 'newer' })).json['authinfo']).toBe('permit');
    expect(host.authinfoRequests()).toBe(asked);
    expect(must200(await ask({ deviceId: 'V2' })).json['authinfo']).toBe('permit 2');
    expect(must200(await ask({ anew: true })).json['authinfo']).toBe('permit 2');
    expect(host.authinfoRequests()).toBe(asked + 2);
  });

  it('INV-67: many at once are one request', async () => {
    const asked = host.authinfoRequests();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask({ deviceId: 'V8' })));
    for (const answer of answers) expect(must200(answer).json['authinfo']).toBe('permit');
    expect(host.authinfoRequests()).toBe(asked + 1);
  });

  it.each([
    ['an external entity', (url: string) => `<!DOCTYPE xml [<!ENTITY e SYSTEM "${url}/entity">]>`],
    ['a file', () => '<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/hostname">]>'],
    ['a parameter entity', (url: string) => `<!DOCTYPE xml [<!ENTITY % p SYSTEM "${url}/p"> %p; <!ENTITY e "x">]>`],
    ['an external subset', (url: string) => `<!DOCTYPE xml SYSTEM "${url}/subset.dtd">`],
  ])('BAD-36: %s is refused before parsing, and nothing is fetched for it', async (_, doctype) => {
    host.answer(`${doctype(host.url)}${xml({ ...signed, return_msg: '&e;' })}`);
    await refusedAs('DoctypeRefused');
    expect(host.otherRequests()).toBe(0);
  });

  it('BAD-37: entity bombs and deep nesting are refused before parsing', async () => {
    const levels = Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('');
    host.answer(`<!DOCTYPE xml [<!ENTITY a0 "x">${levels}]>${xml({ ...signed, return_msg: '&a12;' })}`);
    await refusedAs('DoctypeRefused');
    host.answer(`<!DOCTYPE xml [<!ENTITY q "${'x'.repeat(30_000)}">]><xml><a>${'&q;'.repeat(5000)}</a></xml>`);
    await refusedAs('DoctypeRefused');
    host.answer('<a>'.repeat(20_000));
    await refusedAs('TooDeep');
    host.answer('<a>'.repeat(100_000));
    await refusedAs('too long');
  });

  it.each([
    ['is missing', undefined, 'SignMissing'],
    ['has the length of MD5', signV2(members, schoolKeys.apiV2Key, 'MD5'), 'SignWrong'],
    ['is wrong', signV2(members, `${schoolKeys.apiV2Key}x`, 'HMAC-SHA256'), 'SignWrong'],
    ['is in lower case', signed.sign.toLowerCase(), 'SignWrong'],
  ])('BAD-38: a sign that %s is refused', async (_, sign, reason) => {
    host.answer(xml({ ...members, ...(sign === undefined ? {} : { sign }) }));
    await refusedAs(reason);
  });

  it.each([
    ['a repeated return_code', xml(signed).replace('<xml>', '<xml><return_code>FAIL</return_code>'), 'RepeatedName'],
    ['CDATA in the middle of a value', xml(signed).replace('>SUCCESS<', '>SUC<![CDATA[CESS]]><'), 'CdataRefused'],
    ['members inside CDATA', `<xml><![CDATA[${xml(signed)}]]></xml>`, 'CdataRefused'],
    ['a comment inside a value', xml(signed).replace('>SUCCESS<', '>SUC<!-- x -->CESS<'), 'CommentRefused'],
    ['another encoding by its declaration', `<?xml version="1.0" encoding="GB2312"?>${xml(signed)}`, 'EncodingRefused'],
    ['a byte-order mark', `\uFEFF${xml(signed)}`, 'EncodingRefused'],
    ['UTF-16', Buffer.from(`\uFEFF${xml(signed)}`, 'utf16le'), 'NotUtf8'],
    ['no XML at all', '<html><body>502</body></html>', 'SyntaxWrong'],
  ])('BAD-39: %s is refused', async (_, body, reason) => {
    host.answer(body);
    await refusedAs(reason);
  });

  it.each(['0', '-1', '1000000000', 'soon', ''])(
    'BAD-40: expires_in "%s" is refused, and the old authinfo is kept',
    async (expires_in) => {
      const deviceId = `E${expires_in.replaceAll('-', 'm')}`;
      host.answerSigned({ authinfo: 'the old one', expires_in: '1000' });
      must200(await ask({ deviceId }));
      await classroom.world.school.pass(900_000);
      host.answerSigned({ authinfo: 'the new one', expires_in });
      const before = await classroom.world.store.storeDigest();
      expect(must200(await ask({ deviceId })).json).toEqual({ authinfo: 'the old one', expiresIn: 100 });
      expect(await classroom.world.store.storeDigest()).toBe(before);
      await classroom.world.school.pass(100_000);
      await refusedAs('expires_in', { deviceId });
    },
  );

  it('a signed refusal is told with WeChat’s words; an unsigned one is no proof', async () => {
    host.answerSigned({ return_code: 'ERROR', return_msg: '无效的RawData数据' });
    const refusal = await classroom.call('POST', '/v1/face/authinfo', { ...vending, deviceId: 'never-had-one' });
    expect(refusal.json).toMatchObject({ code: 'wechat-refused', wechat: { code: 'ERROR' } });
    host.answer(xml({ return_code: 'PARAM_ERROR', return_msg: '签名错误' }));
    await refusedAs('unsigned: PARAM_ERROR');
    host.answer('', 500);
    await refusedAs('server error');
  });
});
