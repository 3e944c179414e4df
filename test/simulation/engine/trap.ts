/**
 * While a simulation runs, our own code must not look at the real clock or at real chance (INV-102). Libraries and the test
 * runner may: the caller's file decides.
 */
export const withTrap = async (run: () => Promise<void>): Promise<void> => {
  const { setTimeout, setInterval } = globalThis;
  const { now } = Date;
  const { random } = Math;
  const performanceNow = performance.now.bind(performance);
  Date.now = () => (guard('Date.now'), now());
  Math.random = () => (guard('Math.random'), random());
  performance.now = () => (guard('performance.now'), performanceNow());
  globalThis.setTimeout = guarded('setTimeout', setTimeout);
  globalThis.setInterval = guarded('setInterval', setInterval);
  try {
    await run();
  } finally {
    Date.now = now;
    Math.random = random;
    performance.now = performanceNow;
    globalThis.setTimeout = setTimeout;
    globalThis.setInterval = setInterval;
  }
};

const guarded = <F extends (...args: never[]) => unknown>(name: string, original: F): F =>
  new Proxy(original, {
    apply: (target, self, args: Parameters<F>) => {
      guard(name);
      return Reflect.apply(target, self, args);
    },
  });

const ours = /\/(packages|adapters|apps)\/[^/]+\/(src|dist)\//u;
const guard = (name: string): void => {
  // 0: Error, 1: guard, 2: the replaced global, 3: who called it
  const caller = new Error(name).stack?.split('\n')[3] ?? '';
  if (ours.test(caller) && !caller.includes('node_modules'))
    throw new Error(`${name} in a simulation, called ${caller.trim()}`);
};
