import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { PayscoreCreateRequest, type PayscoreMode, PayscorePartnerCreateRequest } from '@facepay/wechat-protocol';
import { type PayscoreRefusal, unlessRefused } from '../money-truth/payscore-refusal.ts';
import type { Face } from './face.ts';
import { refusedAnswer } from './payscore-answer.ts';
import { createdBody } from './payscore-body.ts';
import { openidOf, partyOf } from './payscore-party.ts';
import { readPayscoreRequest } from './payscore-request.ts';
import { outOrderNoPattern, payscoreTextFault, payscoreUrlFault } from './payscore-text.ts';

type Creation = PayscoreCreateRequest | PayscorePartnerCreateRequest;

const shapeFault = (body: Creation): PayscoreRefusal | undefined => {
  const { location, device, risk_fund: risk } = body;
  return (
    payscoreTextFault([
      { field: 'out_order_no', value: body.out_order_no, max: 32, pattern: outOrderNoPattern },
      { field: 'service_id', value: body.service_id, max: 32 },
      { field: 'service_introduction', value: body.service_introduction, max: 20 },
      { field: 'attach', value: body.attach, max: 256 },
      { field: 'openid', value: body.openid, max: 128 },
      { field: 'risk_fund.description', value: risk.description, max: 30 },
      { field: 'location.start_location', value: location?.start_location, max: 50 },
      { field: 'location.end_location', value: location?.end_location, max: 50 },
      { field: 'device.start_device_id', value: device?.start_device_id, max: 64 },
      { field: 'device.end_device_id', value: device?.end_device_id, max: 64 },
    ]) ?? payscoreUrlFault(body.notify_url)
  );
};

const codecs = { direct: PayscoreCreateRequest, partner: PayscorePartnerCreateRequest } as const;

/** `POST /v3/payscore[/partner]/serviceorder` (`payscore-wire.md` §4.1, §5): 200 and a body in either mode. */
export const createPayscoreFace =
  (mode: PayscoreMode): Face =>
  (engine) =>
  (request) =>
    pipe(
      readPayscoreRequest<Creation>(codecs[mode], request.body),
      E.flatMap(({ body, canonical }) =>
        pipe(
          unlessRefused(shapeFault(body)),
          E.flatMap(() => partyOf(engine, mode, body)),
          E.flatMap((party) =>
            pipe(
              openidOf(engine, party, body),
              E.flatMap((openid) => engine.payscore.create({ party, request: body, canonical, openid })),
            ),
          ),
          E.mapLeft(refusedAnswer),
        ),
      ),
      E.match(
        (refusal) => refusal,
        (order) => ({ status: 200, body: createdBody(order) }),
      ),
    );
