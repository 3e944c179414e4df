import { anyDebtPolicy, anyDenyPolicy, anyFaceUserCommand, anyOrganization, anyPut } from '@facepay/conformance';
import {
  type DenyListDelta,
  type DenyListEntry,
  denyPolicyOf,
  type FaceUser,
  type FaceUserCommand,
  type Organization,
  type OutUserId,
} from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type { Property } from './property.ts';
import type { Rules } from './rules.ts';

const pupils = 3;
const pageMax = 2;
/** One thing that happens in a school: news of a pupil, after which a terminal may ask for one page. */
const step = fc.record({
  pupil: fc.nat({ max: pupils - 1 }),
  command: anyFaceUserCommand.filter(({ type }) => type !== 'UpdateDenyList' && type !== 'Put'),
  asks: fc.boolean(),
  /** Before that the school may change its mind about pupils in debt; then everyone is looked at again. */
  debtPolicy: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, anyDebtPolicy),
});
const school = {
  organization: anyOrganization.map((organization): Organization => ({ ...organization, denyListVersion: 0 })),
  put: anyPut,
  policy: anyDenyPolicy,
  steps: fc.array(step, { maxLength: 30 }),
};

/** A terminal: its list, and the version of it. */
interface Terminal {
  readonly denied: Set<string>;
  version: number | undefined;
}
const hear = (terminal: Terminal, { complete, changes, version }: DenyListDelta): void => {
  if (complete) terminal.denied.clear();
  for (const { outUserId, denied } of changes)
    if (denied) terminal.denied.add(outUserId);
    else terminal.denied.delete(outUserId);
  terminal.version = version;
};
const entriesOf = (members: readonly FaceUser[], after: number): readonly DenyListEntry[] =>
  members
    .flatMap(({ outUserId, deny }) => (deny === undefined ? [] : [{ outUserId, ...deny }]))
    .filter(({ listVersion }) => listVersion > after)
    .toSorted((a, b) => a.listVersion - b.listVersion)
    .slice(0, pageMax + 1);

const told = (rules: Rules, member: FaceUser, command: FaceUserCommand): FaceUser => {
  const decided = rules.faceUserDecider.decide(command, member);
  const events = E.isRight(decided) ? decided.right : [];
  return events.reduce<FaceUser | undefined>(rules.faceUserDecider.evolve, member) ?? member;
};

/** Whatever happens and whenever it asks, a terminal that has asked to the end denies exactly those who must be. */
const follows: Property = (rules) =>
  fc.property(fc.record(school), ({ organization: adopted, put, policy, steps }) => {
    let organization = adopted;
    const members = Array.from({ length: pupils }, (_, n): FaceUser => {
      const event = { ...put, type: 'MemberPut' as const, outUserId: `pupil-${n}` as OutUserId };
      const member = rules.faceUserDecider.evolve(undefined, event);
      if (member === undefined) throw new Error('no member');
      return member;
    });
    const terminal: Terminal = { denied: new Set(), version: undefined };
    const ask = (): boolean => {
      const newest = organization.denyListVersion;
      const entries = entriesOf(members, rules.denyListFrom(newest, terminal.version));
      const delta = rules.denyListDelta(newest, terminal.version, entries, pageMax);
      hear(terminal, delta);
      return delta.more;
    };
    for (const { pupil, command, asks, debtPolicy } of steps) {
      if (debtPolicy !== undefined) {
        organization = { ...organization, debtPolicy };
        for (const [n, member] of members.entries()) {
          const followed = rules.followDenyList({ member, organization }, policy);
          members[n] = followed.member ?? member;
          organization = followed.organization ?? organization;
        }
      }
      const member = members[pupil];
      if (member === undefined) continue;
      const after = rules.followDenyList({ member: told(rules, member, command), organization }, policy);
      members[pupil] = after.member ?? member;
      organization = after.organization ?? organization;
      if (asks) ask();
    }
    for (let pages = 0; ask() && pages < 100; pages += 1);
    return members.every(
      (member) => terminal.denied.has(member.outUserId) === rules.isDenied(member, denyPolicyOf(organization, policy)),
    );
  });

export const denyListProperties = {
  'INV-42 a terminal denies exactly those who must be, whenever it asks': follows,
} satisfies Readonly<Record<string, Property>>;
