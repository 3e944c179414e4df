import type { Screen } from './screen.ts';

/** Says how far the lunch is while it goes on. */
export interface Progress {
  /** Something happened: a line that stays. */
  readonly tell: (line: string) => void;
  /** So many of so many are `what`: a line that is written over on a terminal, and said at the end in a pipe. */
  readonly count: (what: string, done: number, of: number) => void;
  /** Nothing more to count. */
  readonly done: () => void;
}

export const createProgress = (screen: Screen): Progress => {
  const counts = new Map<string, readonly [done: number, of: number]>();
  const clear = (): void => {
    if (screen.live && counts.size > 0) screen.write('\r\u001b[2K');
  };
  const draw = (): void => {
    if (!screen.live || counts.size === 0) return;
    const parts = [...counts].map(([what, [done, of]]) => `${what} ${done} of ${of}`);
    const all = [...counts.values()].reduce(([done, of], [one, many]) => [done + one, of + many], [0, 0] as const);
    screen.write(`\r\u001b[2K${bar(all, 24)}  ${parts.join(', ')}`.slice(0, screen.width + lineControlLength));
  };
  return {
    tell: (line) => {
      clear();
      screen.write(`${line}\n`);
      draw();
    },
    count: (what, done, of) => {
      if (counts.get(what)?.[0] === done) return;
      counts.set(what, [done, of]);
      if (screen.live) draw();
      else if (done === of) screen.write(`       ${what} ${done} of ${of}\n`);
    },
    done: () => {
      clear();
      counts.clear();
    },
  };
};

const lineControlLength = '\r\u001b[2K'.length;

const bar = ([done, of]: readonly [number, number], width: number): string => {
  const full = of === 0 ? 0 : Math.round((done / of) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
};
