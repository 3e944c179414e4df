import { ContractId, UserId } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { effective, misleading } from './wechat-disturbances.ts';
import { must, type OpenWechatWorld, pupil, run, signUp, type SignedPupil, type WechatWorld } from './wechat-world.ts';

/** What `WechatMembers` promises, of every adapter. */
export const wechatMembersSuite = (name: string, open: OpenWechatWorld): void => {
  describe(`members at WeChat: ${name}`, () => {
    test('a token serves the mini programs, for the member it was made for', async () => {
      const world = await open();
      const { outUserId, userId, contractId } = await signUp(world);
      expect(await readOf(world, outUserId)).toMatchObject(E.right({ userId, contract: { contractId } }));
      expect(await readOf(world, pupil(2))).toEqual(E.right(undefined));
    });
    test('somebody with a photo only is read without a contract', async () => {
      const world = await open();
      const token = await run(world.members.token(world.organization, pupil(1)));
      const userId = await world.enrol(token, pupil(1));
      expect(await readOf(world, pupil(1))).toEqual(
        E.right({
          startedAt: world.now(),
          userId,
          faceImage: 'ready',
          usage: 'normal',
          contract: { status: 'absent' },
        }),
      );
    });
    test('a signed one is read with the terms, and when the reading began', async () => {
      const world = await open();
      const signedAt = world.now();
      const { outUserId, userId, contractId } = await signUp(world);
      await world.pass(5000);
      expect(await readOf(world, outUserId)).toEqual(
        E.right({
          startedAt: world.now(),
          userId,
          faceImage: 'ready',
          usage: 'normal',
          contract: { status: 'signed', contractId, mode: 'any-card', cardFrom: 'payer', signedAt },
        }),
      );
    });
    test('FAQ Q4 who signed is told for that contract, the same account for each of its contracts, and for no other', async () => {
      const world = await open();
      const [first, second] = [await signUp(world, 1), await signUp(world, 2)];
      const payer = (of: SignedPupil, contractId = of.contractId) =>
        world.members.payer(world.organization, of.userId, contractId)();
      const account = must(await payer(first));
      expect(account).toMatch(/./u);
      expect(must(await payer(second))).not.toBe(account);
      await world.endContract(first.userId);
      expect(must(await payer(first))).toBe(account);
      expect(await payer(first, second.contractId)).toMatchObject(E.left({ type: 'WechatUnknown' }));
      expect(await payer(first, must(ContractId.of('CI-nobody')))).toMatchObject(E.left({ type: 'WechatRefused' }));
    });
    test('FAQ 2.6 an ended contract and a disabled user are told apart, with the time of the end', async () => {
      const world = await open();
      const [first, second] = [await signUp(world, 1), await signUp(world, 2)];
      await world.pass(5000);
      await world.endContract(first.userId);
      await world.disable(second.userId);
      expect(await readOf(world, first.outUserId)).toMatchObject(
        E.right({ usage: 'normal', contract: { status: 'terminated', terminatedAt: world.now() } }),
      );
      expect(await readOf(world, second.outUserId)).toMatchObject(
        E.right({ usage: 'disabled', contract: { status: 'signed' } }),
      );
    });
    test.each(misleading)('INV-54 after %s neither a token nor a reading comes out', async (disturbance) => {
      const world = await open();
      const { outUserId } = await signUp(world);
      await world.disturb(disturbance);
      expect(E.isLeft(await readOf(world, outUserId))).toBe(true);
      await world.pass(61_000);
      await world.disturb(disturbance);
      expect(E.isLeft(await world.members.token(world.organization, outUserId)())).toBe(true);
    });
    test('terminating ends the contract; again, it is done already', async () => {
      const world = await open();
      const signed = await signUp(world);
      expect(await terminate(world, signed)).toEqual(E.right(undefined));
      expect(await readOf(world, signed.outUserId)).toMatchObject(E.right({ contract: { status: 'terminated' } }));
      expect(await terminate(world, signed)).toEqual(E.right(undefined));
    });
    test('terminating what the payer has ended is done already', async () => {
      const world = await open();
      const signed = await signUp(world);
      await world.endContract(signed.userId);
      expect(await terminate(world, signed)).toEqual(E.right(undefined));
    });
    test.each(misleading)('INV-9 terminating is done after %s only if the contract has ended', async (disturbance) => {
      const world = await open();
      const signed = await signUp(world);
      await world.disturb(disturbance);
      expect(E.isRight(await terminate(world, signed))).toBe(effective.has(disturbance));
      await world.pass(61_000);
      expect(await terminate(world, signed)).toEqual(E.right(undefined));
    });
    test('terminating a contract that was never signed fails, and ends nobody else’s', async () => {
      const world = await open();
      const signed = await signUp(world);
      const wrong = {
        userId: must(UserId.of('FU0FFFFFZ000000000')),
        contractId: must(ContractId.of('CI0FFFFFZ000000000')),
      };
      expect(await terminate(world, wrong)).toMatchObject(E.left({ type: 'WechatRefused' }));
      expect(await readOf(world, signed.outUserId)).toMatchObject(E.right({ contract: { status: 'signed' } }));
    });
  });
};

const readOf = (world: WechatWorld, outUserId: SignedPupil['outUserId']) =>
  world.members.read(world.organization, outUserId, world.now())();
const terminate = (world: WechatWorld, { userId, contractId }: Omit<SignedPupil, 'outUserId'>) =>
  world.members.terminate(world.organization, userId, contractId)();
