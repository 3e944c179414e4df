import type { DeductionAnswer, Storage } from '@facepay/domain';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { ContainerModule } from 'inversify';
import type { Stores } from '../stores.ts';
import { Tokens } from '../tokens.ts';

/** Planted bugs (docs/sabotage.md): each shows that what should notice it does. Never loaded unless asked for by name. */
export const sabotageNames = ['lost-is-failed', 'no-limits'] as const;
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
