import { OrganizationId, type PresignRequest } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { effective, misleading } from './wechat-disturbances.ts';
import {
  fen,
  mealOf,
  must,
  type OpenWechatWorld,
  pupil,
  run,
  signUp,
  type SignedPupil,
  type WechatWorld,
} from './wechat-world.ts';

const moved = { name: '张三丰', phone: '13900139042', userType: 'student', classOrPost: '四年一班' } as const;
const bankCard = { number: '6214830000000001', holder: '张大', validThrough: '09/29', phone: '13700137000' };
const unknown = E.left(expect.objectContaining({ type: 'WechatUnknown' }));
const refused = E.left(expect.objectContaining({ type: 'WechatRefused' }));

/** A change is answered without a body: there is nothing to cut. */
const misleadingChange = misleading.filter((disturbance) => disturbance !== 'answer-cut');

/** What `WechatMemberChanges` promises, of every adapter. */
export const wechatMemberChangesSuite = (name: string, open: OpenWechatWorld): void => {
  describe(`changes of members at WeChat: ${name}`, () => {
    test('a member is disabled and enabled; the contract stays, nothing else changes', async () => {
      const world = await open();
      const { outUserId } = await signUp(world);
      const before = await world.shown(outUserId);
      for (const usage of ['disabled', 'disabled', 'normal', 'normal'] as const) {
        expect(await patch(world, outUserId, { usage })).toEqual(E.right(undefined));
        expect(await readOf(world, outUserId)).toMatchObject(E.right({ usage, contract: { status: 'signed' } }));
      }
      expect(await world.shown(outUserId)).toEqual(before);
    });
    test('name, phone and class are what terminals know from then on, of this member alone', async () => {
      const world = await open();
      const [{ outUserId }, other] = [await signUp(world, 1), await signUp(world, 2)];
      const others = await world.shown(other.outUserId);
      for (const profile of [
        moved,
        moved,
        { ...moved, name: '张三', userType: 'staff', classOrPost: '厨师' } as const,
      ]) {
        expect(await patch(world, outUserId, { profile })).toEqual(E.right(undefined));
        const { name: shownName, classOrPost } = profile;
        expect(await world.shown(outUserId)).toEqual({ name: shownName, classOrPost, phoneTail: '9042' });
      }
      expect(await readOf(world, outUserId)).toMatchObject(E.right({ usage: 'normal' }));
      expect(await world.shown(other.outUserId)).toEqual(others);
    });
    test('somebody whom WeChat does not know cannot be changed', async () => {
      expect(await patch(await open(), pupil(1), { usage: 'disabled' })).toEqual(refused);
    });
    test('a name too long to encrypt is refused, and the rest of the change with it', async () => {
      const world = await open();
      const { outUserId } = await signUp(world);
      const profile = { ...moved, name: '长'.repeat(72) };
      expect(await patch(world, outUserId, { profile, usage: 'disabled' })).toEqual(refused);
      expect(await readOf(world, outUserId)).toMatchObject(E.right({ usage: 'normal' }));
    });
    test.each(misleadingChange)('INV-54 after %s a change is unknown; again, it is made', async (disturbance) => {
      const world = await open();
      const { outUserId } = await signUp(world);
      await world.disturb(disturbance);
      expect(await patch(world, outUserId, { usage: 'disabled' })).toEqual(unknown);
      await world.pass(61_000);
      const usage = effective.has(disturbance) ? 'disabled' : 'normal';
      expect(await readOf(world, outUserId)).toMatchObject(E.right({ usage }));
      expect(await patch(world, outUserId, { usage: 'disabled' })).toEqual(E.right(undefined));
      expect(await readOf(world, outUserId)).toMatchObject(E.right({ usage: 'disabled' }));
    });
    test('a change that arrives twice is made once', async () => {
      const world = await open();
      const { outUserId } = await signUp(world);
      await world.disturb('twice');
      expect(await patch(world, outUserId, { profile: moved })).toEqual(E.right(undefined));
      expect(await world.shown(outUserId)).toMatchObject({ name: '张三丰', phoneTail: '9042' });
    });

    test.each([
      ['limited-card', { mode: 'limited-card', bankCard }, 'right', { mode: 'limited-card', cardFrom: 'provider' }],
      [
        'preferred-card',
        { mode: 'preferred-card', bankCard },
        'right',
        { mode: 'preferred-card', cardFrom: 'provider' },
      ],
      [
        'preferred-card, downgraded in silence,',
        { mode: 'preferred-card', bankCard },
        'wrong',
        { mode: 'preferred-card', cardFrom: 'payer' },
      ],
      ['any-card', { mode: 'any-card' }, 'right', { mode: 'any-card', cardFrom: 'payer' }],
      [
        'limited-card with every document',
        {
          mode: 'limited-card',
          identity: { number: '11010119900307457X' },
          bankCard: { ...bankCard, identity: { number: '110101198001010010' } },
        },
        'right',
        { mode: 'limited-card', cardFrom: 'provider' },
      ],
    ] as const)('FAQ 2.3 FAQ 2.5 a pre-signing for %s signs just that', async (_, terms, phone, contract) => {
      const world = await open();
      const outUserId = await enrolled(world);
      const token = await run(world.memberChanges.presign({ ...presignOf(world), ...terms }));
      const contractId = await world.signWithCard(token, outUserId, phone);
      expect(await readOf(world, outUserId)).toMatchObject(
        E.right({ contract: { status: 'signed', contractId, ...contract } }),
      );
    });
    test('one who signs before the photo is known by what the pre-signing said', async () => {
      const world = await open();
      const token = await run(world.memberChanges.presign(presignOf(world)));
      const contractId = await world.signWithCard(token, pupil(1), 'right');
      expect(await readOf(world, pupil(1))).toMatchObject(E.right({ faceImage: 'missing', contract: { contractId } }));
    });
    test('a limited card without a card, and an organization WeChat does not know, are refused', async () => {
      const world = await open();
      const other = must(OrganizationId.of('O0FFFFFZ0000000000'));
      for (const wrong of [{ mode: 'limited-card' }, { organization: other }] as const)
        expect(await world.memberChanges.presign({ ...presignOf(world), ...wrong })()).toEqual(refused);
    });
    test.each(misleading)('INV-54 after %s no pre-signing comes out, and asking again is fine', async (disturbance) => {
      const world = await open();
      await world.disturb(disturbance);
      expect(await world.memberChanges.presign(presignOf(world))()).toEqual(unknown);
      await world.pass(61_000);
      expect(E.isRight(await world.memberChanges.presign(presignOf(world))())).toBe(true);
    });

    test('who owes gets a link to repay, until it is repaid', async () => {
      const world = await open();
      const payer = await indebted(world);
      const { url, expiresAt } = await run(linkOf(world, payer));
      expect(URL.canParse(url)).toBe(true);
      expect(expiresAt).toBeGreaterThan(world.now());
      await world.fund(payer.outUserId, fen(5000), true);
      await world.repay(payer.outUserId);
      expect(await linkOf(world, payer)()).toEqual(refused);
    });
    test('who owes nothing gets none', async () => {
      const world = await open();
      expect(await linkOf(world, await signUp(world))()).toEqual(refused);
    });
    test.each(misleading)('INV-54 after %s there is no link, and asking again is fine', async (disturbance) => {
      const world = await open();
      const payer = await indebted(world);
      await world.disturb(disturbance);
      expect(await linkOf(world, payer)()).toEqual(unknown);
      await world.pass(61_000);
      expect(E.isRight(await linkOf(world, payer)())).toBe(true);
    });
  });
};

type OutUserId = SignedPupil['outUserId'];
type Change = Parameters<WechatWorld['memberChanges']['patch']>[2];

const patch = ({ memberChanges, organization }: WechatWorld, outUserId: OutUserId, change: Change) =>
  memberChanges.patch(organization, outUserId, change)();
const readOf = (world: WechatWorld, outUserId: OutUserId) =>
  world.members.read(world.organization, outUserId, world.now())();
const linkOf = ({ memberChanges, organization }: WechatWorld, { outUserId }: SignedPupil) =>
  memberChanges.repaymentLink(organization, outUserId);
const presignOf = ({ organization }: WechatWorld): PresignRequest => ({
  organization,
  outUserId: pupil(1),
  name: '张三',
  phone: '13800138000',
  mode: 'any-card',
});
const enrolled = async (world: WechatWorld): Promise<OutUserId> => {
  await world.enrol(await run(world.members.token(world.organization, pupil(1))), pupil(1));
  return pupil(1);
};
/** WeChat has advanced a meal. */
const indebted = async (world: WechatWorld): Promise<SignedPupil> => {
  const payer = await signUp(world);
  await world.fund(payer.outUserId, fen(0), true);
  const { at, body } = await mealOf(world, payer);
  expect(await world.deductions.send(at, body)()).toMatchObject(E.right({ type: 'Settled', debt: 'open' }));
  return payer;
};
