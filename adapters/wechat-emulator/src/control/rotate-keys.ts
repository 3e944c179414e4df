import { ok, refuse, taking } from './control-face.ts';
import { RotateBody } from './shapes.ts';

/** Platform certificate, public-key mode, or the mixed period (`v3-rules.md` §4); or a key of the merchant's own. */
export const rotateKeysFace = taking(RotateBody, async (engine, body) => {
  const { keyRoom, world, deps } = engine;
  const { mode, publicKeyShare, signingSerial, merchant, retireMerchants = false } = body;
  if (publicKeyShare !== undefined && !(publicKeyShare >= 0 && publicKeyShare <= 1))
    return refuse(400, 'SHARE_MALFORMED', 'publicKeyShare lies between 0 and 1');
  if (signingSerial !== undefined && !keyRoom.keys().platform.some(({ serialNo }) => serialNo === signingSerial))
    return refuse(404, 'NOT_FOUND', 'no such platform certificate');
  if (body.apiV3Key !== undefined && !keyRoom.changeApiV3Key(body.apiV3Key))
    return refuse(400, 'API_V3_KEY_MALFORMED', 'an APIv3 key has 32 characters');
  if (merchant !== undefined) keyRoom.changeMerchant(merchant);
  if (retireMerchants) keyRoom.retireMerchants();
  const empty = Object.values(body).every((member) => member === undefined);
  const issue = body.platformCertificate ?? (empty ? 'signing' : undefined);
  if (issue !== undefined) {
    if (deps.newPlatformKey === undefined)
      return refuse(409, 'CANNOT_ISSUE', 'this emulator has only the keys it was given');
    const issued = await deps.newPlatformKey();
    keyRoom.add(issued);
    if (issue === 'signing') world.setMeta({ platformSerial: issued.serialNo });
  }
  world.setMeta({
    ...(mode !== undefined && { keyMode: mode }),
    ...(publicKeyShare !== undefined && { publicKeyShare }),
    ...(signingSerial !== undefined && { platformSerial: signingSerial }),
  });
  const meta = world.meta();
  return ok({
    mode: meta.keyMode,
    signingSerial: meta.platformSerial,
    publicKeyShare: meta.publicKeyShare,
    publicKeyId: keyRoom.keys().publicKey.id,
    platformSerials: keyRoom.keys().platform.map(({ serialNo }) => serialNo),
  });
});
