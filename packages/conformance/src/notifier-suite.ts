import type { DomainEvent, Notifier, NumberedEvent } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDomainEvents } from './arbitraries/domain-event.ts';
import { anyPut } from './arbitraries/face-user.ts';

/** A notifier and what those it tells have heard. */
export interface NotifierWorld {
  readonly notifier: Notifier;
  /** Keys of the events told, in order, repeats included. */
  readonly heard: () => readonly string[];
  /** Everything that left, as text. */
  readonly told: () => string;
  /** After so many more events nobody listens, until called again without a number; absent where that cannot happen. */
  readonly deafAfter?: (count?: number) => void;
}
export type OpenNotifierWorld = () => Promise<NotifierWorld>;

/** Marks what only we may read. */
const personal = 'PERSONAL';
const anyMemberPut: fc.Arbitrary<DomainEvent['body']> = anyPut.map((put) => {
  const { name, phone, classOrPost, ...profile } = put.profile;
  const marked = { name: personal + name, phone: personal + phone, classOrPost: personal + classOrPost };
  return { ...put, type: 'MemberPut', profile: { ...profile, ...marked } };
});
const numberedEvents: fc.Arbitrary<readonly NumberedEvent[]> = fc
  .tuple(anyDomainEvents, anyMemberPut, fc.nat(1000))
  .map(([events, body, before]) =>
    events.map((event, index) => ({ ...event, ...(index === 1 && { body }), position: before + index + 1 })),
  );

const keysOf = (events: readonly NumberedEvent[]): readonly string[] => events.map(({ key }) => key);

/** What `Notifier` promises, of every adapter. */
export const notifierSuite = (name: string, open: OpenNotifierWorld): void => {
  describe(`notifier: ${name}`, () => {
    test('every event is told, in order, under its key', async () => {
      await fc.assert(
        fc.asyncProperty(numberedEvents, async (events) => {
          const { notifier, heard } = await open();
          expect(await notifier.notify(events)()).toEqual(E.right(undefined));
          expect(heard()).toEqual(keysOf(events));
        }),
      );
    });
    test('nothing to tell is told to nobody', async () => {
      const { notifier, heard } = await open();
      expect(await notifier.notify([])()).toEqual(E.right(undefined));
      expect(heard()).toEqual([]);
    });
    test('INV-15 a failure is reported; the same events again carry the same keys, none is left out', async () => {
      await fc.assert(
        fc.asyncProperty(numberedEvents, fc.nat(4), async (events, count) => {
          const { notifier, heard, deafAfter } = await open();
          if (deafAfter === undefined || count >= events.length) return;
          deafAfter(count);
          expect(await notifier.notify(events)()).toMatchObject(E.left({ type: 'NotifyFailed' }));
          expect(heard()).toEqual(keysOf(events.slice(0, count)));
          deafAfter();
          expect(await notifier.notify(events)()).toEqual(E.right(undefined));
          expect(heard()).toEqual([...keysOf(events.slice(0, count)), ...keysOf(events)]);
        }),
      );
    });
    test('INV-88 nobody hears a name, a phone number or a class', async () => {
      await fc.assert(
        fc.asyncProperty(numberedEvents, async (events) => {
          const { notifier, told } = await open();
          await notifier.notify(events)();
          expect(told()).not.toContain(personal);
        }),
      );
    });
  });
};
