import {
  type AuthorizationCode,
  later,
  minute,
  type NoticeSubject,
  type Openid,
  payscoreScope,
  platform,
  ref,
} from '@facepay/domain';
import { expect, test } from 'vitest';
import { preAuthorisePayscore } from './pre-authorise-payscore.ts';
import { openPayscore } from '../test/payscore.ts';
import { right } from '../test/school.ts';

const code = 'A-1' as AuthorizationCode;
const openid = 'oPerson' as Openid;

/** A service under whose code `A-1` an authorisation was asked for. */
const openAsked = async () => {
  const service = openPayscore();
  right(await preAuthorisePayscore(service.deps)(code, 'https://pay.example.com/notify', 'office')());
  let told = 0;
  const notice = async (open: boolean, minutes: number, of: AuthorizationCode | undefined = code): Promise<string> => {
    const happenedAt = later(service.now(), minutes * minute);
    const id = `n-${(told += 1)}`;
    const subject: NoticeSubject = {
      type: 'PayscorePermission',
      openid,
      open,
      happenedAt,
      ...(of === undefined ? {} : { code: of }),
    };
    await service.notice(id, subject);
    await service.applyNotices();
    return right(await service.deps.reads.find(platform, ref('notice', id))())?.status ?? 'nowhere';
  };
  const status = async () =>
    right(await service.deps.reads.find(payscoreScope, ref('payscorePermission', code))())?.status;
  return { notice, status, service };
};

test('opened and closed by notices; the newest of WeChat’s times decides, in whatever order they come', async () => {
  const { notice, status } = await openAsked();
  expect(await status()).toBe('requested');
  expect(await notice(true, 5)).toBe('processed');
  expect(await status()).toBe('available');
  await notice(false, 9);
  expect(await status()).toBe('unavailable');
  await notice(true, 7); // older than the end
  expect(await status()).toBe('unavailable');
});

test('INV-52 a notice of a code that is not ours, or of none, makes no record', async () => {
  const { notice, service } = await openAsked();
  expect(await notice(true, 1, 'B-2' as AuthorizationCode)).toBe('ignored');
  const { deps } = service;
  expect(right(await deps.reads.find(payscoreScope, ref('payscorePermission', 'B-2'))())).toBeUndefined();
});
