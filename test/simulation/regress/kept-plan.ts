import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Plan } from '../plan/plan.ts';
import { decodePlan } from '../plan/plan-codec.ts';
import { isRecord, type Rule, record, text } from '../plan/plan-rules.ts';

/** A plan that once broke a rule, as small as it could be made, and why it is kept. */
export interface KeptPlan {
  readonly why: string;
  /** The rule that it broke. */
  readonly invariant: string;
  readonly plan: Plan;
}

/** As it stands in `regress/<seed>.plan.json`. */
export const writeKeptPlan = (kept: KeptPlan): string => `${JSON.stringify(kept, undefined, 2)}\n`;

/** Sentences that name the field and its rule; a file that is no JSON has one. */
export const readKeptPlan = (file: string): E.Either<readonly string[], KeptPlan> =>
  pipe(
    readJson(file),
    E.flatMap((input) => {
      const wrong = shape.check(input, '');
      return wrong.length > 0 ? E.left(wrong) : E.right(input as KeptPlan);
    }),
    E.flatMap((kept) =>
      pipe(
        decodePlan(kept.plan),
        E.map((plan) => ({ ...kept, plan })),
        E.mapLeft(inPlan),
      ),
    ),
  );

/** A kept plan, or a plan alone, as somebody may have written it by hand. */
export const readAnyPlan = (file: string): E.Either<readonly string[], Plan> =>
  pipe(
    readJson(file),
    E.flatMap((input) =>
      isRecord(input) && 'plan' in input
        ? pipe(
            readKeptPlan(file),
            E.map(({ plan }) => plan),
          )
        : decodePlan(input),
    ),
  );

const anything: Rule<Plan> = { check: () => [] };
const shape = record<KeptPlan>({ why: text(), invariant: text(), plan: anything });
const inPlan = (sentences: readonly string[]): readonly string[] => sentences.map((sentence) => `plan.${sentence}`);
const readJson = (file: string): E.Either<readonly string[], unknown> =>
  E.tryCatch(
    () => JSON.parse(file) as unknown,
    (cause) => [`this is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`],
  );
