import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { beijingTime } from '../beijing-time.ts';
import type { Engine } from '../engine.ts';
import type { PayscoreParty } from '../money-truth/payscore-order.ts';
import type { PayscorePermission } from '../money-truth/payscore-permission.ts';
import { newPayscoreUser, type PayscoreUser } from '../money-truth/payscore-user.ts';
import { subOpenidOf } from '../services/sub-openid.ts';
import { type ControlAnswer, type ControlFace, ok, refuse, taking } from './control-face.ts';
import { PayscoreUserBody } from './payscore-shapes.ts';

type Change = t.TypeOf<typeof PayscoreUserBody>;

const userOf = ({ world }: Engine, openid: string): PayscoreUser =>
  world.payscoreUsers.get(openid) ?? newPayscoreUser(openid);

const permissionView = ({ party, ...permission }: PayscorePermission): object => ({
  serviceId: permission.serviceId,
  ...(party.subMchid !== undefined && { subMchid: party.subMchid }),
  ...(party.subAppid !== undefined && { subOpenid: subOpenidOf(party.subAppid, permission.openid) }),
  state: permission.state,
  ...(permission.code !== undefined && { authorizationCode: permission.code }),
  ...(permission.outRequestNo !== undefined && { outRequestNo: permission.outRequestNo }),
  authorizedAt: beijingTime(permission.authorizedAt),
});

const view = (engine: Engine, openid: string): ControlAnswer => {
  return ok({
    ...userOf(engine, openid),
    authorizations: engine.world.payscorePermissions
      .values()
      .filter((permission) => permission.openid === openid)
      .map(permissionView),
    ordersInProgress: engine.world.payscore.inProgress(openid).map(({ outOrderNo }) => outOrderNo),
  });
};

/** Who this user is to Pay Score, which services they authorised, and what they have open. */
export const getPayscoreUserControl: ControlFace =
  (engine) =>
  ({ params: [openid = ''] }) =>
    view(engine, openid);

const changed = (user: PayscoreUser, body: Change): PayscoreUser => ({
  openid: user.openid,
  opened: body.opened ?? (body.action === 'open' || body.action === 'authorise' ? true : user.opened),
  script: body.script ?? user.script,
  scoreTooLow: body.scoreTooLow ?? user.scoreTooLow,
  teenMode: body.teenMode ?? user.teenMode,
  overdue: body.overdue ?? user.overdue,
});

/** The user opens Pay Score, authorises a service or takes that back; or is given a score, a purse and an age. */
export const setPayscoreUserControl = taking(PayscoreUserBody, (engine, body, { params: [openid = ''] }) => {
  const refused = act(engine, openid, body);
  if (refused !== undefined) return refused;
  engine.world.payscoreUsers.put(openid, changed(userOf(engine, openid), body));
  return view(engine, openid);
});

const act = (engine: Engine, openid: string, body: Change): ControlAnswer | undefined => {
  if (body.action === 'authorise') return authorise(engine, openid, body);
  return body.action === 'revoke' ? revoke(engine, openid, body) : undefined;
};

const partyAndService = (
  engine: Engine,
  body: Change,
): { readonly party: PayscoreParty; readonly serviceId: string } => {
  const { mchid, appid } = engine.keyRoom.keys();
  const { subMchid, subAppid } = body;
  const party = {
    mchid,
    appid,
    ...(subMchid !== undefined && { subMchid }),
    ...(subAppid !== undefined && { subAppid }),
  };
  const faced = engine.settings.payscoreServices.find(({ confirmation }) => confirmation === 'no-confirm');
  return { party, serviceId: body.serviceId ?? faced?.serviceId ?? '' };
};

const authorise = (engine: Engine, openid: string, body: Change): ControlAnswer | undefined => {
  const { outRequestNo, token } = body;
  const code = token === undefined ? undefined : engine.permissions.codeOfToken(token);
  if (token !== undefined && (code === undefined || (code.openid ?? openid) !== openid))
    return refuse(409, 'TOKEN_REFUSED', 'unknown, expired, or used by another');
  const asked = code ?? partyAndService(engine, body);
  if (engine.payscore.serviceOf(asked.serviceId)?.confirmation !== 'no-confirm')
    return refuse(
      409,
      'SERVICE_REFUSED',
      'orders of this service are confirmed one by one: there is nothing to authorise',
    );
  engine.permissions.authorize({
    party: asked.party,
    serviceId: asked.serviceId,
    openid,
    ...(code !== undefined && { code: code.code }),
    ...(outRequestNo !== undefined && { outRequestNo }),
  });
  return undefined;
};

const revoke = (engine: Engine, openid: string, body: Change): ControlAnswer | undefined => {
  const { party, serviceId } = partyAndService(engine, body);
  const permission = engine.permissions.find(party, serviceId, openid);
  if (permission === undefined) return refuse(409, 'NOT_AUTHORISED', 'this user never authorised the service');
  return pipe(
    engine.permissions.revoke(permission, body.whileOpen ?? false),
    E.match(
      ({ code, message }) => refuse(409, code, message),
      () => undefined,
    ),
  );
};
