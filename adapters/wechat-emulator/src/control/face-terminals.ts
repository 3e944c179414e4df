import * as t from 'io-ts';
import { answerFaceDialog, askPayscoreStatus } from '../services/face-terminals.ts';
import { notFound, ok, taking } from './control-face.ts';

const maybe = <A>(codec: t.Type<A, unknown>) => t.union([codec, t.undefined]);

/** `PUT /_emulator/face/people/{openid}`: somebody whose face WeChat knows; what is left out stays as it is. */
const PersonBody = t.type({ faceSeed: maybe(t.number), unionId: maybe(t.string), riskBlocked: maybe(t.boolean) });

export const putFacePersonFace = taking(PersonBody, (engine, body, { params: [openid = ''] }) => {
  const known = engine.world.facePeople.get(openid);
  const person = {
    openid,
    faceSeed: body.faceSeed ?? known?.faceSeed ?? 0,
    unionId: body.unionId ?? known?.unionId ?? `u${openid}`,
    riskBlocked: body.riskBlocked ?? known?.riskBlocked ?? false,
  };
  engine.world.facePeople.put(openid, person);
  return ok(person);
});

/** `POST /_emulator/face/payscore-status`: the emulated face SDK asks; its own way to WeChat is nobody's business. */
const StatusBody = t.type({
  authinfo: t.string,
  deviceId: t.string,
  appid: t.string,
  mchId: t.string,
  serviceId: t.string,
  outRequestNo: t.string,
  unionIdAsked: t.boolean,
  faceSeed: t.number,
});

export const payscoreStatusFace = taking(StatusBody, (engine, body) => ok(askPayscoreStatus(engine, body)));

/** `POST /_emulator/face/dialogs/{id}`: what the user chose at the page. */
const DialogBody = t.type({ agrees: t.boolean });

export const faceDialogFace = taking(DialogBody, (engine, { agrees }, { params: [id = ''] }) => {
  const dialog = engine.world.faceDialogs.get(id);
  return dialog === undefined ? notFound('no such page') : ok(answerFaceDialog(engine, dialog, agrees));
});
