import { credentialNonceBytes, mintCredential } from '@facepay/wechat-protocol';
import { mintingLabelOf } from '../wire/authinfo.ts';
import { notFound, ok, refuse, taking } from './control-face.ts';
import { CredentialBody } from './shapes.ts';

/** A credential as a terminal would mint it: for whoever it knows, contract or not. */
export const mintFace = taking(CredentialBody, (engine, body) => {
  const { world, ids, keyRoom, clock, deps } = engine;
  const { organizationId, userId, amountFen } = body;
  if (!Number.isSafeInteger(amountFen) || amountFen < 0)
    return refuse(400, 'AMOUNT_MALFORMED', 'amountFen is a whole number of fen');
  const user = world.users.get(userId);
  if (user === undefined || user.organizationId !== organizationId) return notFound('no such user');
  const { mchid, subMchid } = keyRoom.keys();
  const deviceId = body.deviceId ?? 'emulator';
  const content = {
    organizationId,
    userId,
    outUserId: user.outUserId,
    spMchid: mchid,
    subMchid: body.subMchid ?? subMchid,
    amountFen,
    deviceId,
    recogMode: 0,
    mintedAtMs: clock.now(),
    nonce: ids.nonce(32),
  } as const;
  const key = keyRoom.mintingKey(mintingLabelOf(deviceId));
  return ok({ credential: mintCredential(key, content, deps.random(credentialNonceBytes)) });
});
