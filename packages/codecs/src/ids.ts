import * as domain from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { refined } from './refined.ts';

const idCodec = <A extends string>(
  name: string,
  { of }: { readonly of: (input: string) => E.Either<domain.InvalidId, A> },
): t.Type<A, A> =>
  refined(name, (input) =>
    typeof input === 'string'
      ? pipe(
          of(input),
          E.mapLeft(({ rule }) => rule),
        )
      : E.left('a string'),
  );

export const OrganizationId = idCodec('OrganizationId', domain.OrganizationId);
export const OutUserId = idCodec('OutUserId', domain.OutUserId);
export const UserId = idCodec('UserId', domain.UserId);
export const ContractId = idCodec('ContractId', domain.ContractId);
export const SubMchid = idCodec('SubMchid', domain.SubMchid);
export const DeviceId = idCodec('DeviceId', domain.DeviceId);
export const CredentialHash = idCodec('CredentialHash', domain.CredentialHash);
export const DeductionId = idCodec('DeductionId', domain.DeductionId);
export const DeductionNo = idCodec('DeductionNo', domain.DeductionNo);
export const AlarmId = idCodec('AlarmId', domain.AlarmId);
export const RefundNo = idCodec('RefundNo', domain.RefundNo);
export const FaceSid = idCodec('FaceSid', domain.FaceSid);
export const PayscoreOrderNo = idCodec('PayscoreOrderNo', domain.PayscoreOrderNo);
export const AuthorizationCode = idCodec('AuthorizationCode', domain.AuthorizationCode);
export const Openid = idCodec('Openid', domain.Openid);
export const NoticeId = idCodec('NoticeId', domain.NoticeId);

/** `deviceId/keyEpoch/sequence`, without leading zeros; or `unsigned/` and a credential's hash. */
export const VoucherId: t.Type<domain.VoucherId, domain.VoucherId> = refined('VoucherId', (input) => {
  const unsigned = typeof input === 'string' ? unsignedPattern.exec(input)?.[1] : undefined;
  if (unsigned !== undefined) return E.right(domain.unsignedVoucherId(unsigned as domain.CredentialHash));
  const parts = typeof input === 'string' ? voucherPattern.exec(input) : null;
  const device = domain.DeviceId.of(parts?.[1] ?? '');
  if (parts === null || E.isLeft(device)) return E.left('device id, key epoch and sequence with / between');
  return E.right(domain.voucherId(device.right, Number(parts[2]), Number(parts[3])));
});
const unsignedPattern = /^unsigned\/([0-9a-f]{64})$/u;
const voucherPattern = /^([^/]+)\/(0|[1-9]\d{0,14})\/(0|[1-9]\d{0,14})$/u;
