import { OutUserId, UserId } from '@facepay/codecs';
import type { DenyListEntry, FaceUser, StoreFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { fields } from './fields.ts';
import { denyMark } from './member.ts';
import { decodeBody } from './record-row.ts';

type Shown = Pick<FaceUser, 'outUserId' | 'userId'> & Required<Pick<FaceUser, 'deny'>>;
const shown: t.Type<Shown, unknown> = fields<Shown>({ outUserId: OutUserId, deny: denyMark }, { userId: UserId });

/** What the deny list shows of a member's row; nothing of it is encrypted. */
export const fromDenyListRow = ({ body }: { readonly body: string }): E.Either<StoreFailure, DenyListEntry> =>
  pipe(
    decodeBody('member', shown, () => JSON.parse(body)),
    E.map(({ deny, ...member }) => ({ ...member, ...deny })),
  );
