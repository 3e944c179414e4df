import {
  anyContractTerms,
  anyDeductionId,
  anyFaceUser,
  anyFaceUserCommand,
  anyInstant,
  anyPut,
  anyUserReading,
} from '@facepay/conformance';
import type { FaceUser, FaceUserCommand, Instant } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type { Property } from './property.ts';
import type { Rules } from './rules.ts';

const tell = ({ faceUserDecider }: Rules, user: FaceUser | undefined, commands: readonly FaceUserCommand[]) =>
  commands.reduce<FaceUser | undefined>((now, command) => {
    const decided = faceUserDecider.decide(command, now);
    return E.isRight(decided) ? decided.right.reduce<FaceUser | undefined>(faceUserDecider.evolve, now) : now;
  }, user);

const readings = fc.uniqueArray(anyUserReading, {
  minLength: 1,
  maxLength: 6,
  selector: ({ startedAt }) => startedAt,
});
const newestWins: Property = (rules) =>
  fc.property(anyPut, readings, (put, looks) => {
    const user = tell(rules, undefined, [
      put,
      ...looks.map((reading) => ({ type: 'RecordReading', reading }) as const),
    ]);
    const newest = looks.reduce((a, b) => (a.startedAt > b.startedAt ? a : b));
    return user?.readAt === newest.startedAt && user.usage === newest.usage && user.faceImage === newest.faceImage;
  });

/** A contract that ended stays ended in any order of readings, unless another contract was signed. */
const endedStays: Property = (rules) =>
  fc.property(
    anyPut,
    anyUserReading,
    anyContractTerms,
    fc.array(fc.constantFrom('signed', 'terminated'), { maxLength: 5 }),
    (put, reading, terms, told) => {
      const look = (status: string, index: number): FaceUserCommand => ({
        type: 'RecordReading',
        reading: {
          ...reading,
          startedAt: (reading.startedAt + index) as Instant,
          contract:
            status === 'signed'
              ? { status: 'signed', ...terms }
              : { status: 'terminated', ...terms, terminatedAt: terms.signedAt },
        },
      });
      const user = tell(rules, undefined, [put, ...told.map(look)]);
      const ended = told.includes('terminated');
      return user !== undefined && (!ended || rules.notChargeable(user)?.type === 'ContractEnded');
    },
  );

/** Leaving is believed at once, by whatever way it comes; only a reading that is newer makes chargeable again. */
const leaving: Property = (rules) =>
  fc.property(anyFaceUser, anyInstant, (user, at) => {
    const after = tell(rules, user, [{ type: 'RequestTermination', at }]);
    return after !== undefined && rules.notChargeable(after) !== undefined;
  });

const moves = fc.array(
  fc.tuple(fc.nat({ max: 3 }), fc.constantFrom('RecordAdvance' as const, 'RecordRepayment' as const)),
  { maxLength: 20 },
);
const debts: Property = (rules) =>
  fc.property(anyPut, fc.array(anyDeductionId, { minLength: 4, maxLength: 4 }), moves, (put, ids, told) => {
    const open = new Set<string>();
    const commands = told.flatMap(([index, type]): readonly FaceUserCommand[] => {
      const deduction = ids[index];
      if (deduction === undefined) return [];
      if (type === 'RecordAdvance') open.add(deduction);
      else open.delete(deduction);
      return [{ type, deduction }];
    });
    const user = tell(rules, undefined, [put, ...commands]);
    return JSON.stringify(user?.debts.toSorted()) === JSON.stringify([...open].toSorted());
  });

const debtsKept: Property = (rules) =>
  fc.property(anyFaceUser, anyDeductionId, fc.array(anyFaceUserCommand, { maxLength: 6 }), (user, owed, commands) => {
    const others = commands.filter(({ type }) => type !== 'RecordAdvance' && type !== 'RecordRepayment');
    const owing = { ...user, debts: [owed] };
    return tell(rules, owing, others)?.debts.length === 1;
  });

const advances: Property = ({ mayBeAdvanced, effectiveMode }) =>
  fc.property(anyContractTerms, (terms) => {
    const downgraded = terms.mode === 'preferred-card' && terms.cardFrom === 'payer';
    return (
      mayBeAdvanced(terms) === (terms.mode === 'any-card' || downgraded) &&
      (effectiveMode(terms) === terms.mode || downgraded)
    );
  });

const versions: Property = (rules) =>
  fc.property(anyPut, fc.array(anyFaceUserCommand, { maxLength: 12 }), (put, commands) => {
    const keys: string[] = [];
    let user: FaceUser | undefined;
    for (const command of [put, ...commands]) {
      const decided = rules.faceUserDecider.decide(command, user);
      const bodies = E.isRight(decided) ? decided.right : [];
      const subject = { kind: 'member', id: put.outUserId } as const;
      const about = { organization: put.organization, subject, at: 0 as Instant, versionBefore: user?.version ?? 0 };
      keys.push(...rules.eventsOf(about, bodies).map(({ key }) => key));
      user = bodies.reduce<FaceUser | undefined>(rules.faceUserDecider.evolve, user);
    }
    return new Set(keys).size === keys.length && user?.version === keys.length;
  });

const twice: Property = (rules) =>
  fc.property(anyFaceUser, anyFaceUserCommand, (user, command) => {
    const once = tell(rules, user, [command]);
    const again = tell(rules, once, [command]);
    return JSON.stringify({ ...once, version: 0 }) === JSON.stringify({ ...again, version: 0 });
  });

export const memberProperties = {
  'INV-36 an older answer never overwrites a newer one, in any order': newestWins,
  'INV-35 a contract that ended does not rise again': endedStays,
  'INV-35 a requested termination stops every new attempt': leaving,
  'INV-41 each advance and each repayment counts once': debts,
  'INV-44 nothing but a repayment ends a debt': debtsKept,
  'INV-40 only a free choice of card may be advanced': advances,
  'INV-15 every event of a member has a name of its own': versions,
  'INV-15 the same news twice is the same state': twice,
} satisfies Readonly<Record<string, Property>>;
