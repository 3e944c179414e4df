import { describe, expect, test } from 'vitest';
import {
  createEmulatedWorld,
  deduct,
  type EmulatedWorld,
  mint,
  type SignedPupil,
  signUp,
} from '../../test/emulated-world.ts';

/** A client that signs correctly and means ill: everything it does is a well-formed request. */
const rich = { balanceFen: 1_000_000 };
const poor = { balanceFen: 0, cards: [], advanceQuota: true };
const open = async (payer: object) => {
  const world = createEmulatedWorld();
  const pupil = await signUp(world, 'stu-000001');
  await world.client.control('PUT', `/payers/${pupil.openid}`, payer);
  return { world, pupil };
};
let numbers = 0;
const charge = async (world: EmulatedWorld, pupil: SignedPupil, fen: number) => {
  numbers += 1;
  return (await deduct(world, await mint(world, pupil, fen), `M-${String(numbers).padStart(8, '0')}`, fen)).json;
};
const totals = ({ emulator }: EmulatedWorld) => emulator.ledger().totals;
/** Nothing was kept that breaks a rule, and no rule had to be enforced by the last guard. */
const isSound = ({ emulator }: EmulatedWorld) => expect(emulator.violations()).toEqual([]);

/** Signs the pupil's contract again, bound to a card. */
const bindCard = async (world: EmulatedWorld, pupil: SignedPupil, mode: string, wrongCardPhone: boolean) => {
  await world.client.control('POST', `/users/${pupil.userId}/terminate`);
  const session = await world.client.call(
    'POST',
    '/v3/offlineface/contracts/presign',
    {
      business_name: 'K12',
      facepay_user: { out_user_id: pupil.outUserId, organization_id: pupil.organizationId },
      contract_mode: mode,
      limit_bank_card: { bank_card_number: world.client.encrypt('6225000000000001') },
    },
    { serial: world.keys.publicKey.id },
  );
  const signing = { presignToken: session.json['presign_token'], openid: pupil.openid, name: '家长', wrongCardPhone };
  expect((await world.client.control('POST', '/mini-programs/sign', signing)).status).toBe(200);
};

describe('a client that breaks the rules is refused, and the money truth does not move', () => {
  test('INV-5: a second number for a credential that is paid, as a next generation would be, is refused, even days later', async () => {
    const { world, pupil } = await open(rich);
    const credential = await mint(world, pupil, 1_250);
    expect((await deduct(world, credential, 'M-generation-1', 1_250)).json).toMatchObject({ trade_state: 'SUCCESS' });
    for (const number of ['M-generation-2', 'M-generation-3']) {
      const again = await deduct(world, credential, number, 1_250);
      expect([again.status, again.json['code']]).toEqual([400, 'INVALID_REQUEST']);
      await world.pass(3 * 86_400_000);
    }
    expect((await deduct(world, credential, 'M-generation-1', 1_250)).json).toMatchObject({
      code: 'RESOURCE_ALREADY_EXISTS',
    });
    expect(totals(world)).toMatchObject({ successes: 1, successFen: 1_250 });
    isSound(world);
  });

  test('INV-5: one credential under two numbers at once is one charge', async () => {
    const { world, pupil } = await open(rich);
    const credential = await mint(world, pupil, 1_250);
    const both = ['M-at-once-01', 'M-at-once-02'].map((number) => deduct(world, credential, number, 1_250));
    const states = (await Promise.all(both)).map(({ json }) => String(json['trade_state'] ?? json['code']));
    expect(states.toSorted()).toEqual(['INVALID_REQUEST', 'SUCCESS']);
    expect(totals(world)).toMatchObject({ successes: 1 });
    isSound(world);
  });

  test('INV-23 FAQ 5.7: 500 yuan a pupil and day, and not one fen more, however it is split', async () => {
    const { world, pupil } = await open(rich);
    for (let times = 0; times < 4; times += 1)
      expect((await charge(world, pupil, 10_000))['trade_state']).toBe('SUCCESS');
    expect(await charge(world, pupil, 9_999)).toMatchObject({ trade_state: 'SUCCESS' });
    expect(await charge(world, pupil, 2)).toMatchObject({ error_type: 'OVER_LIMIT' });
    expect(await charge(world, pupil, 1)).toMatchObject({ trade_state: 'SUCCESS' });
    expect(await charge(world, pupil, 1)).toMatchObject({ error_type: 'OVER_LIMIT' });
    expect(await charge(world, pupil, 10_001)).toMatchObject({ error_type: 'OVER_LIMIT' });
    expect(totals(world)).toMatchObject({ successFen: 50_000 });
    isSound(world);
  });

  test('INV-28 FAQ 5.1: a test merchant takes 1 yuan a day from all pupils of all organizations, and nothing raises it', async () => {
    const { world, pupil } = await open(rich);
    const other = await signUp(world, 'stu-000002', { organizationName: '第二小学' });
    const sub = { sub_mchid: world.keys.testSubMchid };
    const tested = async (who: SignedPupil, number: string, fen: number) =>
      (await deduct(world, await mint(world, who, fen, world.keys.testSubMchid), number, fen, sub)).json;
    expect(await tested(pupil, 'M-test-01', 101)).toMatchObject({ error_type: 'OVER_LIMIT' });
    expect(await tested(pupil, 'M-test-02', 60)).toMatchObject({ trade_state: 'SUCCESS' });
    expect(await tested(other, 'M-test-03', 40)).toMatchObject({ trade_state: 'SUCCESS' });
    expect(await tested(other, 'M-test-04', 1)).toMatchObject({ error_type: 'OVER_LIMIT' });
    const raised = { organizationName: 'x', testMerchant: false, subMchid: world.keys.testSubMchid };
    expect((await world.client.control('POST', '/organizations', raised)).status).toBe(409);
    expect(totals(world)).toMatchObject({ successFen: 100 });
    isSound(world);
  });

  test('INV-40 FAQ 5.8 FAQ Q5: after three open advances neither a charge nor a fourth advance, whoever asks for it', async () => {
    const { world, pupil } = await open(poor);
    for (let times = 0; times < 3; times += 1)
      expect(await charge(world, pupil, 100)).toMatchObject({ debt_state: 'DEBT' });
    expect(await charge(world, pupil, 100)).toMatchObject({ error_type: 'USER_DISABLED' });
    await world.client.control('POST', `/users/${pupil.userId}/enable`); // lifts the provider's block, not this one
    expect(await charge(world, pupil, 100)).toMatchObject({ error_type: 'USER_DISABLED' });
    await world.client.control('PUT', `/payers/${pupil.openid}`, rich);
    expect(await charge(world, pupil, 100)).toMatchObject({ error_type: 'USER_DISABLED' });
    expect(totals(world)).toMatchObject({ successes: 3, openAdvances: 3 });
    isSound(world);
  });

  test.each([
    ['LIMIT_BANK_CARD', false, 'NOT_DEBT'],
    ['PRIORITY_BANK_CARD', false, 'NOT_DEBT'],
    ['PRIORITY_BANK_CARD', true, 'DEBT'],
  ])('INV-40 FAQ 2.5: %s, downgraded %s: an empty card ends as %s', async (mode, downgraded, debtState) => {
    const { world, pupil } = await open(poor);
    await bindCard(world, pupil, mode, downgraded);
    const cards = [{ bankType: 'CMB_DEBIT', cardNumber: '6225000000000001', outcome: 'insufficient' }];
    await world.client.control('PUT', `/payers/${pupil.openid}`, { ...poor, cards });
    const said = await charge(world, pupil, 2_000);
    expect([said['trade_state'], said['error_type']]).toEqual(
      downgraded ? ['SUCCESS', undefined] : ['PAYERROR', 'NOTENOUGH'],
    );
    expect(world.emulator.ledger().orders).toMatchObject([{ debtState }]);
    isSound(world);
  });

  test('INV-40 FAQ Q5: whom the school has disabled, and what risk control refuses, is neither charged nor advanced', async () => {
    const { world, pupil } = await open(poor);
    await world.client.control('POST', `/users/${pupil.userId}/disable`);
    expect(await charge(world, pupil, 100)).toMatchObject({ trade_state: 'PAYERROR', error_type: 'USER_DISABLED' });
    await world.client.control('POST', `/users/${pupil.userId}/enable`);
    for (const payer of [poor, rich]) {
      await world.client.control('PUT', `/payers/${pupil.openid}`, { ...payer, riskRefused: true });
      expect(await charge(world, pupil, 100)).toMatchObject({ trade_state: 'PAYERROR', error_type: 'RISK' });
    }
    expect(totals(world)).toMatchObject({ successes: 0, openAdvances: 0 });
    isSound(world);
  });

  test('FAQ Q6: what could not be advanced is advanced when the provider submits it again', async () => {
    const { world, pupil } = await open({ ...poor, advanceQuota: false });
    const credential = await mint(world, pupil, 900);
    expect((await deduct(world, credential, 'M-submitted', 900)).json).toMatchObject({ error_type: 'NOTENOUGH' });
    await world.client.control('PUT', `/payers/${pupil.openid}`, poor);
    expect((await deduct(world, credential, 'M-submitted', 900)).json).toMatchObject({
      trade_state: 'SUCCESS',
      debt_state: 'DEBT',
    });
    expect(totals(world)).toMatchObject({ successes: 1, openAdvances: 1, orders: 1 });
    isSound(world);
  });

  test('INV-33: the sixth attempt of a day is intercepted before anybody’s money is asked for', async () => {
    const { world, pupil } = await open({ ...poor, advanceQuota: false });
    const credential = await mint(world, pupil, 900);
    const submit = () => deduct(world, credential, 'M-sixth-of-a-day', 900);
    for (let times = 0; times < 5; times += 1) expect((await submit()).json).toMatchObject({ error_type: 'NOTENOUGH' });
    await world.client.control('PUT', `/payers/${pupil.openid}`, rich);
    const sixth = await submit();
    expect([sixth.status, sixth.json['code']]).toEqual([400, 'INVALID_REQUEST']);
    expect(totals(world)).toMatchObject({ successes: 0 });
    isSound(world);
  });
});
