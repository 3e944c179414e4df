import type { DeductionAnswer, FaceUser, Storage } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { ContainerModule } from 'inversify';
import type { Stores } from '../stores.ts';
import { Tokens } from '../tokens.ts';

/** Planted bugs (docs/sabotage.md): each shows that what should notice it does. Never loaded unless asked for by name. */
export const sabotageNames = ['lost-is-failed', 'no-limits', 'ended-is-charged'] as const;
export type SabotageName = (typeof sabotageNames)[number];

export const isSabotage = (name: string): name is SabotageName => sabotageNames.some((known) => known === name);

export const sabotageModule = (name: SabotageName): ContainerModule =>
  new ContainerModule(({ onActivation }) => {
    switch (name) {
      case 'lost-is-failed': // breaks INV-9: an answer that got lost is taken for a refusal
        onActivation(Tokens.wechat, (_, wechat) => ({
          ...wechat,
          deductions: {
            ...wechat.deductions,
            send: (request, body) =>
              pipe(
                wechat.deductions.send(request, body),
                TE.orElse(() => TE.right(refusal)),
              ),
          },
        }));
        return;
      case 'no-limits': // breaks INV-23: what was spent before is forgotten
        onActivation(Tokens.stores, (_, stores): Stores => ({ ...stores, storage: forgetful(stores.storage) }));
        return;
      case 'ended-is-charged': // breaks INV-35 and INV-37: whose contract has ended, or is blocked, is charged like anybody
        onActivation(Tokens.stores, (_, stores): Stores => ({ ...stores, storage: trusting(stores.storage) }));
    }
  });

const refusal: DeductionAnswer = { type: 'Declined', cause: 'other', code: 'SABOTAGE' };

const forgetful = (storage: Storage): Storage => ({
  transact: (work) =>
    storage.transact({
      ...work,
      decide: (found) => {
        const entries = Object.entries(found).filter(([name]) => work.read[name]?.kind !== 'spending');
        return work.decide({ ...found, ...blank(work.read), ...Object.fromEntries(entries) });
      },
    }),
});
const blank = (read: Readonly<Record<string, { readonly kind: string }>>): Readonly<Record<string, undefined>> =>
  Object.fromEntries(
    Object.entries(read).flatMap(([name, { kind }]) => (kind === 'spending' ? [[name, undefined]] : [])),
  );

/** Where money is set aside, every member seems signed and free to pay. */
const trusting = (storage: Storage): Storage => ({
  transact: (work) => {
    const reserves = Object.values(work.read).some(({ kind }) => kind === 'spending');
    if (!reserves) return storage.transact(work);
    return storage.transact({ ...work, decide: (found) => work.decide({ ...found, ...trusted(found) }) });
  },
});
const trusted = (found: { readonly member?: FaceUser | undefined }): { readonly member?: FaceUser } => {
  if (found.member === undefined || found.member.contract.status === 'absent') return {};
  const { blockedAt: _, ...member } = found.member;
  return { member: { ...member, usage: 'normal', contract: { ...found.member.contract, status: 'signed' } } };
};
