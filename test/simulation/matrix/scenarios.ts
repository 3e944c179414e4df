import { scenariosOfPayment } from './scenarios-of-payment.ts';
import { scenariosOfPeople } from './scenarios-of-people.ts';
import { scenariosOfPlaces } from './scenarios-of-places.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [...scenariosOfPayment, ...scenariosOfPeople, ...scenariosOfPlaces];

export const scenarioNamed = (name: string): Scenario => {
  const found = scenarios.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no such scenario: ${name}`);
  return found;
};

/** Every single fault of these is played at every commit; of the others a share. */
export const coreScenarios = [
  'upload, deduct, notice',
  'paid and advanced',
  'advanced, then repaid',
  'closed, asked, and under a second number',
  'an answer lost, settled by the notice',
].map((name) => scenarioNamed(name));

/** From the sale on: upload, deduct, notice; and an answer that is lost on the way of it. */
export const pairScenarios = ['upload, deduct, notice', 'an answer lost, paid by query'].map((name) => {
  const scenario = scenarioNamed(name);
  return { scenario, fromMs: scenario.plan.ops[0]?.at ?? 0 };
});
