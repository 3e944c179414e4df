import { ContractId, Instant, OrganizationId, OutUserId, UserId } from '@facepay/domain';
import type { HttpRequest } from '@facepay/wechat-protocol';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { openFakeGateway, type Reply, start } from '../test/fake-gateway.ts';
import { must } from '../test/orders.ts';

const organization = must(OrganizationId.of('O0A1B2CZ0123456789'));
const outUserId = must(OutUserId.of('pupil-0001'));
const userId = must(UserId.of('FU0A1B2CZ01234567'));
const contractId = must(ContractId.of('CI0A1B2CZ01234567'));

const userBody = {
  use_id: userId, // as the page spells it
  out_user_id: outUserId,
  organization_id: organization,
  user_name: 'encrypted',
  user_type: 'STUDENT',
  status: 'NORMAL',
  contract_state: 'CONTRACTED',
  face_image_ok: true,
  contract_id: contractId,
};
const contractBody = {
  contract_id: contractId,
  mchid: '1900000001',
  organization_id: organization,
  user_id: userId,
  contract_state: 'CONTRACTED',
  contract_signed_time: '2026-09-01T08:00:00+08:00',
  contract_mode: 'PRIORITY_BANK_CARD',
  contract_bank_card_from: 'USER_SELECT_FREE',
};
const terms = {
  contractId,
  mode: 'preferred-card',
  cardFrom: 'payer',
  signedAt: Instant.of(Date.parse('2026-09-01T08:00:00+08:00')),
};
const terminated = {
  ...contractBody,
  contract_state: 'TERMINATED',
  contract_terminated_time: '2026-09-02T08:00:00+08:00',
};

const world = (replies: {
  readonly user?: Reply;
  readonly contract?: Reply;
  readonly terminate?: Reply;
  readonly token?: Reply;
}) => {
  const gateway = openFakeGateway();
  gateway.reply(({ target }: HttpRequest): Reply => {
    if (target.endsWith('/terminate-contract')) return replies.terminate ?? { status: 204 };
    if (target.includes('/contracts/')) return replies.contract ?? { body: contractBody };
    if (target.endsWith('/tokens')) return replies.token ?? { body: { token: 'T' } };
    return replies.user ?? { body: userBody };
  });
  return { ...gateway, members: gateway.wechat.members };
};
const read = (replies: Parameters<typeof world>[0]) => world(replies).members.read(organization, outUserId, start)();
const missing: Reply = { status: 404, body: { code: 'RESOURCE_NOT_EXISTS', message: '' } };

describe('reading a member', () => {
  it('joins user and contract', async () => {
    expect(await read({})).toEqual(
      E.right({
        startedAt: start,
        userId,
        faceImage: 'ready',
        usage: 'normal',
        contract: { status: 'signed', ...terms },
      }),
    );
  });
  it('asks for the contract under our appid', async () => {
    const { members, calls } = world({});
    await members.read(organization, outUserId, start)();
    expect(calls.map(({ target }) => target)).toEqual([
      `/v3/offlinefacemch/organizations/${organization}/users/out-user-id/${outUserId}`,
      `/v3/offlineface/contracts/${contractId}?appid=wx0123456789abcdef`,
    ]);
  });
  it('FAQ 2.6 sees an ended contract, with the times of both', async () => {
    const terminatedAt = Instant.of(Date.parse('2026-09-02T08:00:00+08:00'));
    expect(await read({ contract: { body: terminated } })).toMatchObject(
      E.right({ contract: { status: 'terminated', ...terms, terminatedAt } }),
    );
  });
  it('sees one who never signed, without asking for a contract', async () => {
    const { members, calls } = world({
      user: { body: { ...userBody, contract_id: undefined, contract_state: 'NOT_CONTRACTED', face_image_ok: false } },
    });
    expect(await members.read(organization, outUserId, start)()).toMatchObject(
      E.right({ faceImage: 'missing', contract: { status: 'absent' } }),
    );
    expect(calls).toHaveLength(1);
  });
  it('finds nobody where WeChat verifiably knows nobody', async () => {
    expect(await read({ user: missing })).toEqual(E.right(undefined));
    expect(await read({ user: { ...missing, signing: 'unsigned' } })).toMatchObject(E.left({ type: 'WechatUnknown' }));
  });
  it.each([
    ['status', { user: { body: { ...userBody, status: 'FROZEN' } } }],
    ['contract_state', { contract: { body: { ...contractBody, contract_state: 'PAUSED' } } }],
    ['contract_mode', { contract: { body: { ...contractBody, contract_mode: 'NEW_MODE' } } }],
    ['contract_bank_card_from', { contract: { body: { ...contractBody, contract_bank_card_from: 'NOBODY' } } }],
    ['contract_id', { user: { body: { ...userBody, contract_id: undefined } } }],
    ['organization_id', { user: { body: { ...userBody, organization_id: 'O1' } } }],
    ['out_user_id', { user: { body: { ...userBody, out_user_id: 'pupil-0002' } } }],
    ['user_id', { contract: { body: { ...contractBody, user_id: 'FU1' } } }],
    ['contract_signed_time', { contract: { body: { ...contractBody, contract_signed_time: '2026-02-30T00:00:00Z' } } }],
    ['contract_terminated_time', { contract: { body: { ...terminated, contract_terminated_time: undefined } } }],
  ])('never guesses %s', async (name, replies) => {
    expect(await read(replies)).toEqual(
      E.left(expect.objectContaining({ type: 'WechatUnknown', reason: expect.stringContaining(name) })),
    );
  });
});

const terminate = async (replies: Parameters<typeof world>[0]) =>
  world(replies).members.terminate(organization, userId, contractId)();

describe('terminating', () => {
  const vague: Reply = { status: 400, body: { code: 'PARAM_ERROR', message: '请求的参数错误' } };

  it('is done at a verified 204, and sends no body', async () => {
    const { members, calls } = world({});
    expect(await members.terminate(organization, userId, contractId)()).toEqual(E.right(undefined));
    expect(calls.map(({ method, body }) => [method, body.length])).toEqual([['POST', 0]]);
  });
  it.each<[string, Reply]>([
    ['the vague refusal', vague],
    ['an unsigned 204', { status: 204, signing: 'unsigned' }],
    ['a 500', { status: 500 }],
    ['"too fast"', { status: 429 }],
  ])('after %s is done only if the contract has ended', async (_, reply) => {
    expect(await terminate({ terminate: reply, contract: { body: terminated } })).toEqual(E.right(undefined));
    expect(E.isLeft(await terminate({ terminate: reply }))).toBe(true);
    expect(E.isLeft(await terminate({ terminate: reply, contract: missing }))).toBe(true);
  });
  it('keeps the words of the refusal', async () => {
    expect(await terminate({ terminate: vague })).toMatchObject(
      E.left({ type: 'WechatRefused', reason: 'PARAM_ERROR', trace: { httpStatus: 400, message: '请求的参数错误' } }),
    );
  });
});

describe('a token', () => {
  it('is asked for with organization and member', async () => {
    const { members, calls } = world({ token: { body: { token: 'TOKEN' } } });
    expect(await members.token(organization, outUserId)()).toEqual(E.right('TOKEN'));
    expect(new TextDecoder().decode(calls[0]?.body)).toBe(
      `{"scene":"WEBSESSION","web_init_data":{"out_user_id":"${outUserId}","organization_id":"${organization}"}}`,
    );
  });
  it('is not taken from an unsigned answer', async () => {
    const { members } = world({ token: { body: { token: 'TOKEN' }, signing: 'unsigned' } });
    expect(E.isLeft(await members.token(organization, outUserId)())).toBe(true);
  });
});
