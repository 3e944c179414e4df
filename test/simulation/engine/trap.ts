import nodeCrypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/**
 * While a simulation runs, our own code must not look at the real clock, real chance, real timers, the network or the
 * environment (INV-102). Libraries and the test runner may: the caller's file decides.
 */
export const withTrap = async (run: () => Promise<void>): Promise<void> => {
  const undo = [
    ...['now'].map((name) => trapMember('Date', Date, name)),
    ...['random'].map((name) => trapMember('Math', Math, name)),
    ...['now'].map((name) => trapMember('performance', performance, name)),
    ...['hrtime', 'uptime', 'cpuUsage'].map((name) => trapMember('process', process, name)),
    ...randomOfCrypto.map((name) => trapMember('crypto', nodeCrypto, name)),
    ...['setTimeout', 'setInterval', 'fetch'].map((name) => trapMember('globalThis', globalThis, name)),
    trapNewDate(),
    trapEnvironment(),
  ];
  syncBuiltinESMExports();
  try {
    await run();
  } finally {
    for (const release of undo.toReversed()) release();
    syncBuiltinESMExports();
  }
};

const randomOfCrypto = ['randomBytes', 'randomFillSync', 'randomFill', 'randomInt', 'randomUUID', 'getRandomValues'];

type Release = () => void;
const trapMember = (owner: string, target: object, name: string): Release => {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') throw new TypeError(`${owner}.${name} is no function to trap`);
  const trapped = new Proxy(original, {
    apply: (called, self, args) => {
      guard(`${owner}.${name}`);
      return Reflect.apply(called, self, args);
    },
  });
  Reflect.set(target, name, trapped);
  return () => void Reflect.set(target, name, original);
};

/** `new Date(at)` is arithmetic and allowed, `new Date()` is a look at the clock. */
const trapNewDate = (): Release => {
  const original = globalThis.Date;
  globalThis.Date = new Proxy(original, {
    construct: (made, args, self) => {
      if (args.length === 0) guard('new Date()');
      return Reflect.construct(made, args, self) as Date;
    },
  });
  return () => {
    globalThis.Date = original;
  };
};

const trapEnvironment = (): Release => {
  const original = process.env;
  process.env = new Proxy(original, {
    get: (read, name) => {
      guard(`process.env.${String(name)}`);
      return Reflect.get(read, name) as string | undefined;
    },
  });
  return () => {
    process.env = original;
  };
};

const ours = /\/(packages|adapters|apps)\/[^/]+\/(src|dist)\//u;
const guard = (name: string): void => {
  // 0: Error, 1: guard, 2: the trap, 3: who called it
  const caller = new Error(name).stack?.split('\n')[3] ?? '';
  if (ours.test(caller) && !caller.includes('node_modules'))
    throw new Error(`${name} in a simulation, called ${caller.trim()}`);
};
