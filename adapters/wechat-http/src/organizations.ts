import type { OrganizationId, WechatFailure, WechatOrganizations, WechatTrace } from '@facepay/domain';
import { OrganizationBody, paths } from '@facepay/wechat-protocol';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WechatAnswer, WechatClient } from './client.ts';
import { refused } from './failure.ts';
import { isMissing, mismatch, readBody } from './read-body.ts';

/** 查询机构信息 (`k12-wire.md` §5.2). */
export const createHttpWechatOrganizations = (client: WechatClient): WechatOrganizations => ({
  find: (id) =>
    pipe(client.call({ method: 'GET', target: paths.organizationById(id) }), TE.flatMapEither(toOrganization(id))),
});

type Found = { readonly organizationId: OrganizationId; readonly name: string } | undefined;

const toOrganization =
  (id: OrganizationId) =>
  (answer: WechatAnswer): E.Either<WechatFailure, Found> => {
    if (answer.type === 'Refused') return isMissing(answer) ? E.right(undefined) : E.left(refused(answer.trace));
    return pipe(readBody(OrganizationBody)(answer), E.flatMap(toDomain(id, answer.trace)));
  };

const toDomain =
  (id: OrganizationId, trace: WechatTrace) =>
  (body: OrganizationBody): E.Either<WechatFailure, Found> =>
    body.organization_id === id
      ? E.right({ organizationId: id, name: body.organization_name })
      : E.left(mismatch(trace, ['organization_id']));
