import { elsewhere, elsewhereToken, officeToken } from '../world/keys.ts';
import type { BareRequest } from './hostile-terminal.ts';
import type { Raid } from './raid.ts';

/** BAD-79, BAD-80, BAD-81, BAD-63: what is another school's is answered like what is not there; pages and ids that are none. */
export const attackTenants = async (raid: Raid): Promise<void> => {
  const { expect, school, simulation } = raid;
  const ours = `/v1/organizations/${school.organizationId}`;
  const theirs = `/v1/organizations/${elsewhere}`;
  const roster = { name: '某某', phone: '13800000000', userType: 'student', classOrPost: '一班' };
  const pairs: readonly (readonly [string, string, string, object?])[] = [
    ['GET', ours, theirs],
    ['GET', `${ours}/members/pupil-1`, `${theirs}/members/pupil-1`],
    ['PUT', `${ours}/members/pupil-1`, `${theirs}/members/pupil-1`, roster],
    ['POST', `${ours}/members/pupil-6/terminate`, `${theirs}/members/pupil-6/terminate`],
    ['POST', `${ours}/members/pupil-6/disable`, `${theirs}/members/pupil-6/disable`],
    ['GET', '/v1/devices/counter-1', '/v1/devices/never-enrolled'],
    ['POST', '/v1/devices/counter-1/revoke', '/v1/devices/never-enrolled/revoke'],
  ];
  for (const [method, foreign, missing, body] of pairs) {
    const one = await expect('INV-92', [404], () => bearer(elsewhereToken, method, foreign, body));
    const other = await expect('INV-92', [404], () => bearer(elsewhereToken, method, missing, body));
    if (withoutId(one.text) !== withoutId(other.text))
      simulation.violate('INV-92', `${foreign} is told apart from what is missing`);
  }
  // What is listed without a tenant in its path is the token's own: nothing at all.
  for (const list of ['/v1/devices', '/v1/deductions', '/v1/notices', '/v1/alarms', '/v1/organizations']) {
    const { text } = await expect('INV-92', [200], () => bearer(elsewhereToken, 'GET', list));
    if (!text.includes('"items":[]'))
      simulation.violate('INV-92', `${list} shows another school's: ${text.slice(0, 60)}`);
  }
  const members = `${ours}/members`;
  const page = await expect('INV-96', [200], () => bearer(officeToken, 'GET', `${members}?pageSize=1`));
  const cursor = /"nextCursor":"([^"]+)"/u.exec(page.text)?.[1] ?? '';
  for (const size of ['-1', '0', 'ten'])
    await expect('BAD-80', [422], () => bearer(officeToken, 'GET', `${members}?pageSize=${size}`));
  await expect('BAD-80', [200], () => bearer(officeToken, 'GET', `${members}?pageSize=1000000000`));
  for (const forged of [`${cursor.slice(0, -2)}AA`, Buffer.from('{"after":"x"}').toString('base64url')])
    await expect('BAD-80', [400], () => bearer(officeToken, 'GET', `${members}?cursor=${forged}`));
  await expect('BAD-80', [400], () => bearer(officeToken, 'GET', `/v1/devices?cursor=${cursor}`));
  for (const body of [
    { ...roster, phone: '1380000000' },
    { ...roster, role: 'admin' },
  ])
    await expect('BAD-63', [422], () => bearer(officeToken, 'PUT', `${members}/pupil-6`, body));
  await expect('BAD-63', [422, 404], () => bearer(officeToken, 'PUT', `${members}/abcde`, roster));
  for (const limits of [
    { dayLimitFen: 50_001 },
    { singleLimitFen: 10_001 },
    { dayLimitFen: -1 },
    { dayLimitFen: '100' },
  ])
    for (const whose of [ours, `${members}/pupil-6`])
      await expect('BAD-61', [422], () => bearer(officeToken, 'PUT', `${whose}/limits`, limits));
};

const bearer = (token: string, method: string, target: string, body?: object): BareRequest => ({
  method,
  target,
  headers: {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  },
  body: body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body)),
});
const withoutId = (text: string): string => text.replace(/"requestId":"[^"]*"/u, '');
