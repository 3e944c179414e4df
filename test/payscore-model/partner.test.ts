import { describe, expect, it } from 'vitest';
import { createModel, modelTimeoutMs } from './play/run-model.ts';

const model = createModel('partner');

describe('Pay Score, partner mode: the domain, adapter with emulator, and the reference table', () => {
  it(
    'INV-70 INV-71 INV-72 INV-74 INV-75 INV-76 INV-77 INV-78 INV-79 INV-80 the same answer to every call of 5,000 random sequences',
    model.run,
    modelTimeoutMs,
  );

  it('INV-103 each call was made wherever it can be, and refused wherever it is illegal', () => {
    expect(model.missed()).toEqual([]);
  });

  it('INV-70 INV-103 each edge was walked, and each refusal of the domain heard', () => {
    expect(model.unwalked()).toEqual([]);
    expect(model.unheard()).toEqual([]);
  });
});
