import type { FaultKind, FaultRule } from './fault.ts';

interface FaultSubject {
  readonly method: string;
  /** Path without the query; of a notice, its event type. */
  readonly path: string;
}

export type DrawnFaults = Partial<Record<FaultKind, FaultRule>>;

/** The faults in force. */
export interface FaultBox {
  readonly add: (rule: FaultRule) => void;
  readonly clear: () => void;
  readonly rules: () => readonly FaultRule[];
  /** What happens to this message, at most one rule of a kind; counted rules are used up. */
  readonly draw: (kinds: readonly FaultKind[], subject: FaultSubject) => DrawnFaults;
}

const concerns = (rule: FaultRule, { method, path }: FaultSubject): boolean =>
  (rule.match?.method === undefined || rule.match.method.toUpperCase() === method.toUpperCase()) &&
  (rule.match?.pathPrefix === undefined || path.startsWith(rule.match.pathPrefix));

export const createFaultBox = (fraction: () => number): FaultBox => {
  let rules: readonly { readonly rule: FaultRule; left: number }[] = [];
  return {
    add: (rule) => {
      const left = rule.count ?? (rule.share === undefined ? 1 : Number.POSITIVE_INFINITY);
      rules = [...rules, { rule, left }];
    },
    clear: () => {
      rules = [];
    },
    rules: () => rules.map(({ rule, left }) => (Number.isFinite(left) ? { ...rule, count: left } : rule)),
    draw: (kinds, subject) => {
      const drawn: DrawnFaults = {};
      for (const one of rules) {
        const { rule } = one;
        if (!kinds.includes(rule.kind) || drawn[rule.kind] !== undefined || !concerns(rule, subject)) continue;
        if (rule.share !== undefined && fraction() >= rule.share) continue;
        drawn[rule.kind] = rule;
        one.left -= 1;
      }
      rules = rules.filter(({ left }) => left > 0);
      return drawn;
    },
  };
};
