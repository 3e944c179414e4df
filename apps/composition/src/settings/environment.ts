/** Names to texts, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;
/** Throws where the file cannot be read. */
export type ReadFile = (path: string) => string;

export interface Problem {
  readonly name: string;
  /** The rule that is broken; never the value. */
  readonly rule: string;
}

/** One place to look a setting up, collecting every problem instead of stopping at the first. */
export interface Lookup {
  readonly optional: (name: string) => string | undefined;
  readonly required: (name: string) => string;
  /** A PEM: inline, with `\n` escapes allowed, or in the file that `…_PATH` names. */
  readonly pem: (name: string) => string | undefined;
  readonly complain: (name: string, rule: string) => void;
  readonly problems: () => readonly Problem[];
  /** Starts all the same, and says so. */
  readonly warn: (text: string) => void;
  /** Old spellings that were used, and what else wants a look. */
  readonly warnings: () => readonly string[];
}

/** `FACEPAY_ENV_FILE` adds names that the environment itself does not set. */
export const withEnvFile = (env: Environment, readFile: ReadFile): Environment => {
  const path = env['FACEPAY_ENV_FILE'];
  return path === undefined || path === '' ? env : { ...parseEnvFile(readFile(path)), ...env };
};

const parseEnvFile = (text: string): Environment =>
  Object.fromEntries(
    text.split(/\r?\n/u).flatMap((line) => {
      const parts = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/u.exec(line);
      return parts === null ? [] : [[parts[1], (parts[2] ?? '').replace(/^(["'])(.*)\1$/u, '$2')]];
    }),
  );

export const createLookup = (env: Environment, readFile: ReadFile): Lookup => {
  const problems: Problem[] = [];
  const warnings: string[] = [];
  const complain = (name: string, rule: string): void => void problems.push({ name, rule });
  const fromFile = (name: string, suffix: string): string | undefined => {
    const path = env[name + suffix];
    if (path === undefined || path === '') return undefined;
    try {
      return readFile(path).trim();
    } catch {
      complain(name + suffix, 'names a file that cannot be read');
      return undefined;
    }
  };
  const optional = (name: string): string | undefined => {
    const old = name.startsWith('WECHATPAY_') ? name.replace('WECHATPAY_', 'WECHAT_PAY_') : undefined;
    if (old !== undefined && env[old] !== undefined && env[name] === undefined) {
      warnings.push(`${old} is an old spelling of ${name}`);
      return env[old];
    }
    const value = env[name];
    return value !== undefined && value !== '' ? value : fromFile(name, '_FILE');
  };
  return {
    optional,
    required: (name) => {
      const value = optional(name);
      if (value === undefined) complain(name, 'is missing');
      return value ?? '';
    },
    pem: (name) => optional(name)?.replaceAll('\\n', '\n') ?? fromFile(name, '_PATH'),
    complain,
    warn: (text) => void warnings.push(text),
    problems: () => problems,
    warnings: () => warnings,
  };
};
