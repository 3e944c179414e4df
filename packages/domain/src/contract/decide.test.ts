import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import type { ContractId } from '../kernel/ids.ts';
import { Instant } from '../kernel/instant.ts';
import type { Contract, ContractCommand, ContractTerms } from './contract.ts';
import { contractDecider, effectiveMode, isDowngraded, mayBeAdvanced, meaningOf } from './index.ts';

const at = Instant.of(1_000);
const terms: ContractTerms = {
  contractId: 'c1' as ContractId,
  mode: 'preferred-card',
  cardFrom: 'provider',
  signedAt: Instant.of(1),
};
const again: ContractTerms = { ...terms, contractId: 'c2' as ContractId };
const signed: Contract = { status: 'signed', ...terms };
const terminating: Contract = { status: 'terminating', ...terms, requestedAt: at };
const terminated: Contract = { status: 'terminated', ...terms, terminatedAt: at };
const absent: Contract = { status: 'absent' };

const read = (reading: Extract<ContractCommand, { type: 'RecordReading' }>['reading']): ContractCommand => ({
  type: 'RecordReading',
  reading,
});
const end: ContractCommand = { type: 'RequestTermination', at };
const refused = (reading: Extract<ContractCommand, { type: 'RecordReading' }>['reading']): ContractCommand => ({
  type: 'RecordTerminationRefused',
  reading,
  at,
});
/** The state after the command, or the refusal. */
const when = (contract: Contract, command: ContractCommand): unknown => {
  const decided = contractDecider.decide(command, contract);
  return E.isLeft(decided) ? decided.left : decided.right.reduce(contractDecider.evolve, contract);
};

describe('a contract follows what WeChat answers (INV-36)', () => {
  it('given none, when read as signed, then signed', () => {
    expect(when(absent, read({ status: 'signed', ...terms }))).toEqual(signed);
  });
  it('given none, when read as absent, then nothing', () => {
    expect(when(absent, read({ status: 'absent' }))).toBe(absent);
  });
  it('given signed, when read as absent, then it is not unseen', () => {
    expect(when(signed, read({ status: 'absent' }))).toBe(signed);
  });
  it('given signed, when read as terminated, then terminated', () => {
    expect(when(signed, read({ status: 'terminated', ...terms, terminatedAt: at }))).toEqual(terminated);
  });
  it('given terminated, when read so again, then no second event', () => {
    expect(when(terminated, read({ status: 'terminated', ...terms, terminatedAt: at }))).toBe(terminated);
  });
  it('given terminated, when the same contract is read as signed, then it does not rise again', () => {
    expect(when(terminated, read({ status: 'signed', ...terms }))).toBe(terminated);
  });
  it('given terminated, when another one is signed, then that one is in force (INV-38)', () => {
    expect(when(terminated, read({ status: 'signed', ...again }))).toEqual({ status: 'signed', ...again });
  });
  it('given signed, when the payer chose another card, then the downgrade is seen', () => {
    const downgraded = { ...terms, cardFrom: 'payer' } as const;
    expect(when(signed, read({ status: 'signed', ...downgraded }))).toEqual({ status: 'signed', ...downgraded });
    expect(when(terminating, read({ status: 'signed', ...downgraded }))).toEqual({ ...terminating, cardFrom: 'payer' });
  });
  it('given terminating, when read as still signed, then it stays terminating (INV-35)', () => {
    expect(when(terminating, read({ status: 'signed', ...terms }))).toBe(terminating);
  });
});

describe('termination', () => {
  it('given signed, then it is requested', () => {
    expect(when(signed, end)).toEqual(terminating);
  });
  it('given requested, then nothing more', () => {
    expect(when(terminating, end)).toBe(terminating);
  });
  it('given none or an ended one, then it is refused', () => {
    expect(when(absent, end)).toEqual({ type: 'ContractNotSigned' });
    expect(when(terminated, end)).toEqual({ type: 'ContractAlreadyTerminated', terminatedAt: at });
  });
});

describe('a refused termination', () => {
  it('given terminating, when read as in force since, then it is signed again', () => {
    expect(when(terminating, refused({ status: 'signed', ...terms }))).toEqual(signed);
  });
  it('given terminating, when read as terminated after all, then that counts', () => {
    expect(when(terminating, refused({ status: 'terminated', ...terms, terminatedAt: at }))).toEqual(terminated);
  });
  it('given terminating, when nothing was read or another contract, then nothing is in force again by it', () => {
    expect(when(terminating, refused({ status: 'absent' }))).toBe(terminating);
    expect(when(terminating, refused({ status: 'signed', ...again }))).toEqual({ status: 'signed', ...again });
  });
  it('given a downgrade seen on the way, then both are recorded', () => {
    const downgraded = { ...terms, cardFrom: 'payer' } as const;
    expect(when(terminating, refused({ status: 'signed', ...downgraded }))).toEqual({
      status: 'signed',
      ...downgraded,
    });
  });
  it('given one that is not terminating, then nothing', () => {
    expect(when(signed, refused({ status: 'signed', ...terms }))).toBe(signed);
    expect(when(terminated, refused({ status: 'signed', ...terms }))).toBe(terminated);
  });
});

describe('events out of place change nothing', () => {
  it('a downgrade or a request without a contract in force', () => {
    expect(contractDecider.evolve(absent, { type: 'ContractDowngraded', terms })).toBe(absent);
    expect(contractDecider.evolve(terminated, { type: 'ContractDowngraded', terms })).toBe(terminated);
    const requested = { type: 'ContractTerminationRequested', contractId: terms.contractId, at } as const;
    expect(contractDecider.evolve(terminated, requested)).toBe(terminated);
    const undone = { type: 'ContractTerminationRefused', contractId: again.contractId, at } as const;
    expect(contractDecider.evolve(terminating, undone)).toBe(terminating);
    expect(contractDecider.evolve(signed, { ...undone, contractId: terms.contractId })).toBe(signed);
  });
});

describe('the mode that governs (INV-40, FAQ 2.5)', () => {
  it.each([
    ['limited-card', 'provider', 'limited-card', false],
    ['limited-card', 'payer', 'limited-card', false],
    ['preferred-card', 'provider', 'preferred-card', false],
    ['preferred-card', 'payer', 'any-card', true],
    ['any-card', 'payer', 'any-card', true],
  ] as const)('%s chosen by %s behaves as %s', (mode, cardFrom, effective, advanced) => {
    expect(effectiveMode({ mode, cardFrom })).toBe(effective);
    expect(mayBeAdvanced({ mode, cardFrom })).toBe(advanced);
    expect(meaningOf({ mode, cardFrom })).toMatchObject({ rotatesCards: advanced, mayBeAdvanced: advanced });
    expect(isDowngraded({ mode, cardFrom })).toBe(effective !== mode);
    expect(meaningOf({ mode, cardFrom }).textZh.includes('降级')).toBe(effective !== mode);
  });
});
