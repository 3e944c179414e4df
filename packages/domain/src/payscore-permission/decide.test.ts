import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import type { AuthorizationCode, Openid } from '../kernel/ids.ts';
import { Instant, later, minute } from '../kernel/instant.ts';
import { checkPermissionReason, permissionDecider, permissionTokenOf } from './index.ts';
import type { PayscorePermission, PermissionCommand, PermissionReading } from './payscore-permission.ts';

const noon = Instant.of(Date.UTC(2026, 8, 1, 4));
const at = (ms: number) => later(noon, ms);
const openid = 'oUpF8uMuAJO' as Openid;
const request = (notifyUrl = 'https://api.test.com/n'): PermissionCommand => ({
  type: 'RequestPermission',
  code: 'A-1' as AuthorizationCode,
  notifyUrl,
  by: 'office',
  at: noon,
});
const read = (reading: PermissionReading | undefined, ms = 0): PermissionCommand => ({
  type: 'RecordPermissionReading',
  reading,
  at: at(ms),
});
const hear = (open: boolean, ms: number): PermissionCommand => ({
  type: 'RecordPermissionNotice',
  open,
  openid,
  happenedAt: at(ms),
  at: at(ms + minute),
});
const given = (...commands: readonly PermissionCommand[]): PayscorePermission | undefined =>
  commands.reduce<PayscorePermission | undefined>((now, command) => {
    const decided = permissionDecider.decide(command, now);
    if (E.isLeft(decided)) throw new Error(decided.left.type);
    return decided.right.reduce(permissionDecider.evolve, now);
  }, undefined);

describe('an authorisation of the Pay Score service', () => {
  test('asked for, opened, closed', () => {
    const token: PermissionCommand = { type: 'RecordPermissionToken', token: 'T', at: noon };
    const asked = given(request(), token);
    expect(asked).toMatchObject({ status: 'requested', token: { text: 'T' } });
    expect(asked && permissionTokenOf(asked, at(60 * minute - 1), { payscorePackageMs: 60 * minute })).toBe('T');
    expect(asked && permissionTokenOf(asked, at(60 * minute), { payscorePackageMs: 60 * minute })).toBeUndefined();
    expect(given(request(), hear(true, minute))).toMatchObject({ status: 'available', openid, openedAt: at(minute) });
    const end: PermissionCommand = { type: 'RecordPermissionEnd', reason: '搬走了', by: 'office', at: at(minute) };
    expect(given(request(), hear(true, 0), end)).toMatchObject({ status: 'unavailable', closedAt: at(minute) });
  });
  test('404 is "never", which is not "unavailable", nor a code that nobody used yet (INV-74)', () => {
    expect(given(request(), read(undefined))?.status).toBe('never');
    expect(given(request(), read({ state: 'unavailable' }))?.status).toBe('unavailable');
    expect(given(request(), read({ state: 'unbound' }))?.status).toBe('unbound');
  });
  test('INV-36 older readings and older notices change nothing', () => {
    const open = given(request(), read({ state: 'available', openid, openedAt: at(minute) }, 2 * minute));
    expect(permissionDecider.decide(read(undefined, minute), open)).toEqual(E.right([]));
    expect(permissionDecider.decide(hear(false, 0), open)).toEqual(E.right([]));
    expect(given(request(), hear(true, minute), hear(false, 3 * minute), hear(true, 2 * minute))?.status).toBe(
      'unavailable',
    );
    expect(given(request(), hear(true, minute), hear(true, minute))?.version).toBe(2);
  });
  test('the same code again is the same authorisation', () => {
    expect(permissionDecider.decide(request(), given(request()))).toEqual(E.right([]));
  });
  test('BAD-75 a notify address that WeChat would refuse, and a reason of 51 characters', () => {
    expect(permissionDecider.decide(request('http://api.test.com'), undefined)).toEqual(
      E.left({ type: 'PermissionInvalid', field: 'notifyUrl' }),
    );
    expect(checkPermissionReason('a'.repeat(51))).toEqual({ type: 'PermissionInvalid', field: 'reason' });
    expect(checkPermissionReason('酒'.repeat(50))).toBeUndefined();
  });
  test('what was never asked for is not known', () => {
    expect(permissionDecider.decide(read(undefined), undefined)).toEqual(E.left({ type: 'PermissionUnknown' }));
  });
});
