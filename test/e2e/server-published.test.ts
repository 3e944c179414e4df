import { minute } from '@facepay/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { callServer, type ServerAnswer } from '../support/server-call.ts';
import { type Classroom, itemsOf, openClassroom } from '../support/server-classroom.ts';
import { noticeBody, sendNotice } from '../support/server-notice.ts';
import { type PublishedSchema, schemaFaults } from '../support/server-schema.ts';
import { entryOf, must200, type ServerPupil, type ServerTerminal } from '../support/server-school.ts';
import { must, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
let pupil: ServerPupil;
let terminal: ServerTerminal;
let school: string;
let uploaded: ServerAnswer;
let call: Classroom['call'];
let get: Classroom['get'];
beforeAll(async () => {
  ({ world, pupil, terminal, organization: school, call, get } = await openClassroom());
  const sales = [];
  for (const amountFen of [1250, 800, 0, 10_001]) sales.push(entryOf(await terminal.mint(pupil, amountFen)));
  uploaded = await terminal.upload([...sales, 'garbage']);
  const due = must(await world.store.dueWork.claim('deduction', world.school.now(), minute, 100)());
  for (const claimed of due) await world.useCases.progressDeduction(claimed)();
  const [paid] = itemsOf((await get(`/v1/deductions?organizationId=${school}&state=paid`)).json['items']);
  const refund = { refundNo: 'R-1', amountFen: 100, reason: '多收' };
  must200(
    await call('POST', `/v1/deductions/${String(paid?.['deductionId'])}/refunds?organizationId=${school}`, refund),
  );
  const resource = { user_id: pupil.userId, out_user_id: pupil.outUserId, organization_id: school };
  await sendNotice(world, noticeBody('n-1', resource));
  return world.close;
});

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: PublishedSchema }>> }>
  >;
}
interface Published {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: { readonly Problem: PublishedSchema } };
}
const published = async (): Promise<Published> =>
  JSON.parse(must200(await callServer(world, 'GET', '/openapi.json')).text);

describe('what is published is what is served', () => {
  it.each([
    ['/v1/organizations', () => '/v1/organizations'],
    ['/v1/organizations/{organizationId}', () => `/v1/organizations/${school}`],
    ['/v1/organizations/{organizationId}/members', () => `/v1/organizations/${school}/members`],
    ['/v1/organizations/{organizationId}/members/{outUserId}', () => pupil.path],
    ['/v1/mini-program-refusals', () => '/v1/mini-program-refusals'],
    ['/v1/devices', () => '/v1/devices'],
    ['/v1/devices/ack-keys', () => '/v1/devices/ack-keys'],
    ['/v1/devices/{deviceId}', () => '/v1/devices/device-1'],
    ['/v1/deductions', () => `/v1/deductions?organizationId=${school}`],
    ['/v1/notices', () => '/v1/notices'],
    ['/v1/notices/{noticeId}', () => '/v1/notices/n-1'],
    ['/v1/organizations/{organizationId}/calendar', () => `/v1/organizations/${school}/calendar`],
    ['/v1/alarms', () => '/v1/alarms'],
    ['/v1/refunds', () => '/v1/refunds'],
    ['/v1/refunds/{refundNo}', () => '/v1/refunds/R-1'],
  ])('GET %s answers in its schema', async (path, target) => {
    const { paths } = await published();
    const schema = paths[path]?.['get']?.responses['200']?.content?.['application/json']?.schema;
    const answer = must200(await get(target()));
    expect(schema).toBeDefined();
    expect(schemaFaults(schema ?? {}, answer.json)).toEqual([]);
  });
  it('a deduction in detail answers in its schema, each of them', async () => {
    const { paths } = await published();
    const schema =
      paths['/v1/deductions/{deductionId}']?.['get']?.responses['200']?.content?.['application/json']?.schema;
    const { items } = (await get(`/v1/deductions?organizationId=${school}&pageSize=200`)).json;
    expect(itemsOf(items).length).toBeGreaterThan(3);
    for (const { deductionId } of itemsOf(items)) {
      const answer = must200(await get(`/v1/deductions/${String(deductionId)}?organizationId=${school}`));
      expect(schemaFaults(schema ?? {}, answer.json)).toEqual([]);
    }
  });
  it('an upload answers in its schema', async () => {
    const { paths } = await published();
    const schema =
      paths['/v1/devices/{deviceId}/vouchers']?.['post']?.responses['200']?.content?.['application/json']?.schema;
    expect(schema).toBeDefined();
    expect(schemaFaults(schema ?? {}, must200(uploaded).json)).toEqual([]);
  });
  it('the deny list answers in its schema', async () => {
    const { paths } = await published();
    const schema = paths[`${device}/deny-list`]?.['get']?.responses['200']?.content?.['application/json']?.schema;
    must200(await call('POST', `${pupil.path}/disable`));
    const answer = must200(await terminal.signed('GET', '/v1/devices/device-1/deny-list'));
    must200(await call('POST', `${pupil.path}/enable`));
    expect(itemsOf(answer.json['changes'])).toHaveLength(1);
    expect(schema).toBeDefined();
    expect(schemaFaults(schema ?? {}, answer.json)).toEqual([]);
  });
  it('refusals answer in theirs', async () => {
    const { components } = await published();
    const refusals: readonly ServerAnswer[] = [
      await get('/v1/devices/nobody'),
      await get('/v1/devices?pageSize=0'),
      await callServer(world, 'GET', '/v1/devices'),
      await callServer(world, 'POST', '/v1/devices/device-1/heartbeat'),
      await call('POST', '/v1/organizations', { organizationId: 'Onobody', subMchid: '1900000110', scene: 'shop' }),
    ];
    for (const { json } of refusals) expect(schemaFaults(components.schemas.Problem, json)).toEqual([]);
  });
  it('every path of the contract is there, and the page names them all without an asset from outside', async () => {
    const { openapi, paths } = await published();
    const page = must200(await callServer(world, 'GET', '/docs'));
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths).toSorted()).toEqual(contract);
    for (const path of Object.keys(paths)) expect(page.text).toContain(path);
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//u);
    expect(page.text).not.toContain('<script');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });
});

/** `product.md` §4, as far as it is served. */
const organization = '/v1/organizations/{organizationId}';
const oneMember = `${organization}/members/{outUserId}`;
const device = '/v1/devices/{deviceId}';
const deduction = '/v1/deductions/{deductionId}';
const contract = [
  '/v1/organizations',
  organization,
  `${organization}/debts`,
  `${organization}/debt-policy`,
  `${organization}/days/{date}`,
  `${organization}/days/{date}/held`,
  `${organization}/days/{date}/debts`,
  `${organization}/calendar`,
  `${organization}/limits`,
  `${organization}/members`,
  `${organization}/members:import`,
  oneMember,
  `${oneMember}/limits`,
  `${oneMember}/disable`,
  `${oneMember}/enable`,
  `${oneMember}/presign`,
  `${oneMember}/payer`,
  `${oneMember}/repayment-link`,
  `${oneMember}/token`,
  `${oneMember}/sync`,
  `${oneMember}/terminate`,
  '/v1/mini-program-refusals',
  `${organization}/re-enrolments`,
  '/v1/devices',
  '/v1/devices/ack-keys',
  '/v1/face/authinfo',
  '/v1/face/sessions/{faceSid}/unionid',
  device,
  `${device}/revoke`,
  `${device}/authinfo`,
  `${device}/deny-list`,
  `${device}/vouchers`,
  `${device}/heartbeat`,
  '/v1/deductions',
  '/v1/deductions:batch',
  deduction,
  `${deduction}/release`,
  `${deduction}/give-up`,
  `${deduction}/refunds`,
  '/v1/refunds',
  '/v1/refunds/{refundNo}',
  '/v1/payscore/orders',
  '/v1/payscore/orders/{orderNo}',
  ...['complete', 'cancel', 'modify', 'sync', 'refunds'].map((move) => `/v1/payscore/orders/{orderNo}/${move}`),
  '/v1/payscore/permissions',
  '/v1/payscore/permissions/find',
  '/v1/payscore/permissions/terminate',
  '/v1/notices',
  '/v1/notices/{noticeId}',
  '/v1/alarms',
  '/v1/alarms/{alarmId}/acknowledge',
  '/notify/wechat/{mchid}',
].toSorted();
