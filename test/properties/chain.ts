import { type Chain, emptyChain, type Link } from '@facepay/domain';
import fc from 'fast-check';
import type { Property } from './property.ts';
import type { Rules } from './rules.ts';

const genesis = 'genesis';
const hashOf = (sequence: number, twin = ''): string => (sequence === 0 ? genesis : `hash-${sequence}${twin}`);
const voucher = (sequence: number): Link => ({
  sequence,
  previousHash: hashOf(sequence - 1),
  hash: hashOf(sequence),
});
const upload = ({ link }: Rules, links: readonly Link[]): { chain: Chain; types: readonly string[] } => {
  let chain = emptyChain(genesis);
  const types = links.map((each) => {
    const next = link(chain, each);
    if (next.type !== 'Broken') chain = next.chain;
    return next.type;
  });
  return { chain, types };
};
const anyOrder = fc.integer({ min: 1, max: 12 }).chain((count) => {
  const sequences = Array.from({ length: count }, (_, index) => index + 1);
  return fc.shuffledSubarray(sequences, { minLength: count, maxLength: count });
});

const whole: Property = (rules) =>
  fc.property(anyOrder, (sequences) => {
    const { chain, types } = upload(rules, sequences.map(voucher));
    const head = Math.max(...sequences);
    return (
      !types.includes('Broken') &&
      chain.gaps.length === 0 &&
      chain.headSequence === head &&
      chain.headHash === hashOf(head)
    );
  });

const gaps: Property = (rules) =>
  fc.property(anyOrder, fc.nat({ max: 11 }), (sequences, dropped) => {
    const came = sequences.slice(0, Math.max(1, sequences.length - dropped));
    const { chain } = upload(rules, came.map(voucher));
    const head = Math.max(...came);
    const missing = Array.from({ length: head }, (_, index) => index + 1).filter((each) => !came.includes(each));
    const open = chain.gaps.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index),
    );
    return open.toSorted((a, b) => a - b).join() === missing.join();
  });

/** A voucher of another history with a neighbour that is here already: it contradicts that neighbour. */
const foreign: Property = (rules) =>
  fc.property(anyOrder, fc.nat({ max: 11 }), fc.nat(), (sequences, dropped, pick) => {
    const came = sequences.slice(0, Math.max(1, sequences.length - dropped));
    const { chain } = upload(rules, came.map(voucher));
    const open = [...chain.gaps.map(({ from }) => from), chain.headSequence + 1];
    const sequence = open[pick % open.length] ?? chain.headSequence + 1;
    const stranger = { sequence, previousHash: `${hashOf(sequence - 1)}-clone`, hash: hashOf(sequence, '-clone') };
    return rules.link(chain, stranger).type === 'Broken';
  });

const used: Property = (rules) =>
  fc.property(anyOrder, fc.nat(), (sequences, pick) => {
    const { chain } = upload(rules, sequences.map(voucher));
    const sequence = sequences[pick % sequences.length] ?? 1;
    return rules.link(chain, { ...voucher(sequence), hash: hashOf(sequence, '-other') }).type === 'Broken';
  });

export const chainProperties = {
  'INV-61 vouchers in any order make one whole chain': whole,
  'INV-61 exactly the missing numbers are shown as gaps': gaps,
  'INV-62 a voucher of another history beside one of ours breaks the chain': foreign,
  'INV-62 a number that was used is not used again': used,
} satisfies Readonly<Record<string, Property>>;
