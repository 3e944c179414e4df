import type { ContractId, ContractReading, OrganizationId, UserId, WechatFailure } from '@facepay/domain';
import { ContractBody, paths } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatAnswer, WechatClient } from './client.ts';
import { toContractReading } from './contract-reading.ts';
import { unknown } from './failure.ts';
import { mismatch, readBody, succeededOnly } from './read-body.ts';

export interface ContractOf {
  readonly organization: OrganizationId;
  readonly userId: UserId;
  readonly contract: ContractId;
}

/** 签约查询 (`k12-wire.md` §5.10): believed only if it is the contract of this user in this organization. */
export const readContract =
  (client: WechatClient, appid: string) =>
  (of: ContractOf): TE.TaskEither<WechatFailure, ContractReading> =>
    pipe(
      client.call({ method: 'GET', target: paths.contract(of.contract, appid) }),
      TE.flatMapEither((answer) =>
        pipe(
          bodyOf(of)(answer),
          E.flatMap((body) =>
            pipe(
              toContractReading(body),
              E.mapLeft((why) => unknown(why, answer.trace)),
            ),
          ),
        ),
      ),
    );

/** Who signed it, as far as WeChat says. */
export const readPayer =
  (client: WechatClient, appid: string) =>
  (of: ContractOf): TE.TaskEither<WechatFailure, string | undefined> =>
    pipe(
      client.call({ method: 'GET', target: paths.contract(of.contract, appid) }),
      TE.flatMapEither(bodyOf(of)),
      TE.map(({ openid }) => openid),
    );

const bodyOf =
  (of: ContractOf) =>
  (answer: WechatAnswer): E.Either<WechatFailure, ContractBody> =>
    pipe(
      succeededOnly(answer),
      E.flatMap(readBody(ContractBody)),
      E.flatMap((body) => {
        const differing = differences(of, body);
        return differing.length > 0 ? E.left(mismatch(answer.trace, differing)) : E.right(body);
      }),
    );

const differences = ({ organization, userId, contract }: ContractOf, body: ContractBody): readonly string[] => [
  ...(body.contract_id === contract ? [] : ['contract_id']),
  ...(body.organization_id === organization ? [] : ['organization_id']),
  ...(body.user_id === userId ? [] : ['user_id']),
];

/** A termination that failed or is unknown is done all the same if the contract turns out to have ended (§5.8). */
export const unlessEnded =
  (client: WechatClient, appid: string) =>
  (of: ContractOf, failure: WechatFailure): TE.TaskEither<WechatFailure, void> =>
    pipe(
      readContract(client, appid)(of),
      TE.mapError(() => failure),
      TE.flatMapEither((now) => (now.status === 'terminated' ? E.right(undefined) : E.left(failure))),
    );
