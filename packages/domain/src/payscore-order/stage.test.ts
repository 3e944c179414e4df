import { describe, expect, test } from 'vitest';
import { awaiting, created, done, fen, inService, paid, revoked } from '../../test/payscore.ts';
import type { PayscoreCollection, PayscoreReading } from './said.ts';
import { readStage } from './stage.ts';

const collection = (change: Partial<PayscoreCollection>): PayscoreCollection => ({
  state: 'user-paid',
  total: fen(3_900),
  paying: fen(0),
  paid: fen(3_900),
  details: [],
  ...change,
});

describe('the triple', () => {
  test.each<readonly [string, PayscoreReading]>([
    ['created', created],
    ['in-service', inService],
    ['awaiting-payment', awaiting()],
    ['awaiting-payment', { state: 'doing', description: 'mch-complete', total: fen(3_900) }],
    ['done', paid()],
    ['done', paid(3_900, 'merchant')],
    ['done', done],
    ['done', { ...paid(), state: 'doing', description: 'mch-complete' }],
    ['revoked', revoked],
    ['expired', { state: 'expired' }],
  ])('INV-70 reads as %s: %j', (stage, reading) => {
    expect(readStage(reading)).toEqual({ type: 'stage', stage });
  });
  test.each<readonly [PayscoreReading]>([
    [{ state: 'doing' }],
    [{ state: 'done' }],
    [{ state: 'done', total: fen(3_900) }],
    [{ state: 'done', total: fen(3_900), needCollection: true }],
  ])('INV-78 paid is judged by the collection only: %j is unclear', (reading) => {
    expect(readStage(reading)).toEqual({ type: 'unclear' });
  });
  test.each<readonly [string, PayscoreReading]>([
    ["the seed's create answer", { state: 'created', description: 'mch-complete' }],
    ["the seed's sync answer", { state: 'created', description: 'mch-complete', collection: collection({}) }],
    [
      "the seed's detail of 10000 in a total of 3900",
      { state: 'done', collection: collection({ details: [{ amount: fen(10_000), by: 'wechat' }] }) },
    ],
    ['paying + paid is not the total', { state: 'done', collection: collection({ paid: fen(3_899) }) }],
    ['two totals', { state: 'done', total: fen(1), collection: collection({}) }],
    ['paid, and still paying', { state: 'done', collection: collection({ paying: fen(1), paid: fen(3_899) }) }],
    ['done, and to be paid', { ...awaiting(), state: 'done' }],
    ['in service, with a collection', { ...awaiting(), description: 'user-confirm' }],
    ['cancelled, with a total', { state: 'revoked', total: fen(1) }],
    ['cancelled, and paid', { state: 'revoked', collection: collection({}) }],
    ['not needed, and there', { ...paid(), needCollection: false }],
  ])('INV-78 INV-72 %s: not believed', (_, reading) => {
    expect(readStage(reading)).toMatchObject({ type: 'fault' });
  });
});
