import { type DeductionId, minute, ref, type UserReading, type WechatFailure } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { lost, openSchool, pupil, right, school, signed } from '../test/school.ts';
import { runMemberCommand } from './member-command.ts';
import { syncMember } from './sync-member.ts';
import { terminateContract } from './terminate-contract.ts';

const address = { organization: school, outUserId: pupil };
type School = Awaited<ReturnType<typeof openSchool>>;
const refusal: WechatFailure = { type: 'WechatRefused', reason: 'open advance', trace: { code: 'INVALID_REQUEST' } };
const ended = (): UserReading => ({
  ...signed(),
  contract: { ...signed().contract, status: 'terminated', terminatedAt: signed().startedAt } as UserReading['contract'],
});

/** A school whose pupil has signed and whose WeChat answers a termination so. */
const answering = async (answer: E.Either<WechatFailure, void>, read = E.right(undefined) as typeof answer) => {
  const world = await openSchool({ decideTwice: true });
  right(await syncMember(world.deps)(address)());
  world.pass(minute);
  const members = {
    ...world.deps.members,
    terminate: () => async () => answer,
    read: () => async () => (E.isLeft(read) ? read : world.deps.members.read()()),
  };
  return { ...world, terminate: terminateContract({ ...world.deps, members })(address) };
};
const member = async ({ store }: Pick<School, 'store'>) =>
  right(await store.reads.find(school, ref('member', pupil))());
const eventsOf = async ({ store }: Pick<School, 'store'>) =>
  right(await store.reads.history(school, { kind: 'member', id: pupil }, 100)()).map(({ body }) => body.type);

describe('ending a contract', () => {
  test('INV-35 INV-44 refused by WeChat, it is in force again after a reading, and the refusal is the answer', async () => {
    const world = await answering(E.left(refusal));
    expect(await world.terminate()).toEqual(E.left(refusal));
    const { contract } = signed();
    expect((await member(world))?.contract).toEqual(contract);
    expect(await eventsOf(world)).toEqual(
      expect.arrayContaining([
        'ContractTerminationRequested',
        'MemberDenied',
        'ContractTerminationRefused',
        'MemberAllowed',
      ]),
    );
    expect((await member(world))?.deny).toEqual({ denied: false, listVersion: 2 });
  });

  test('refused because it has ended already, that is what was asked for', async () => {
    const world = await answering(E.left(refusal));
    world.world.reading = ended();
    expect(right(await world.terminate()).contract.status).toBe('terminated');
  });

  test.each([
    ['the reading after a refusal fails', E.left(refusal), E.left(lost)],
    ['nobody knows what became of it', E.left(lost), E.right(undefined)],
  ] as const)('INV-35 it stays on its way where %s, and the same move again finds out', async (_, answer, read) => {
    const world = await answering(answer, read);
    expect(await world.terminate()).toEqual(answer);
    expect((await member(world))?.contract.status).toBe('terminating');
    expect((await member(world))?.deny?.denied).toBe(true);
    right(await syncMember(world.deps)(address)()); // signed still, says a mere reading
    expect((await member(world))?.contract.status).toBe('terminating');
    world.world.reading = ended();
    world.pass(minute);
    expect(right(await terminateContract(world.deps)(address)()).contract.status).toBe('terminated');
  });

  test('ended at WeChat but not yet read so, it is not taken back', async () => {
    const world = await answering(E.right(undefined));
    expect(right(await world.terminate()).contract.status).toBe('terminating');
  });

  test('FAQ 1.10 INV-44 with an advance open it is refused before WeChat is asked; repaid, it ends', async () => {
    const world = await answering(E.right(undefined));
    const deduction = 'd0123456789abcdef012345678' as DeductionId;
    right(await runMemberCommand(world.deps)(address, { type: 'RecordAdvance', deduction })());
    expect(await world.terminate()).toEqual(E.left({ type: 'AdvancesOpen', count: 1 }));
    expect((await member(world))?.contract.status).toBe('signed');
    right(await runMemberCommand(world.deps)(address, { type: 'RecordRepayment', deduction })());
    world.world.reading = ended();
    expect(right(await world.terminate()).contract.status).toBe('terminated');
  });

  test('INV-44 where the policy leaves it to WeChat it ends, and the record of the debt stays', async () => {
    const world = await answering(E.right(undefined));
    const deduction = 'd0123456789abcdef012345678' as DeductionId;
    right(await runMemberCommand(world.deps)(address, { type: 'RecordAdvance', deduction })());
    world.world.reading = ended();
    const policy = { ...world.deps.policy, terminateWhileOwing: 'allow' } as const;
    const gone = right(await terminateContract({ ...world.deps, policy })(address)());
    expect(gone.contract.status).toBe('terminated');
    expect(gone.debts).toEqual([deduction]);
  });

  test('who has no contract has nothing to end', async () => {
    const world = await openSchool();
    expect(await terminateContract(world.deps)(address)()).toEqual(E.left({ type: 'ContractNotSigned' }));
  });
});
