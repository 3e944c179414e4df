import type { Clock } from '@facepay/domain';
import { createHasher, createIdSource, createJsonLogger, createSystemTimer } from '@facepay/system';
import { ContainerModule } from 'inversify';
import { Tokens } from '../tokens.ts';

/** Time, chance and words: everything else that a process shares. */
export const systemModule = (clock: Clock, writeLog: (line: string) => void) =>
  new ContainerModule(({ bind }) => {
    bind(Tokens.clock).toConstantValue(clock);
    bind(Tokens.timer).toResolvedValue(createSystemTimer).inSingletonScope();
    bind(Tokens.idSource).toResolvedValue(createIdSource).inSingletonScope();
    bind(Tokens.hasher).toResolvedValue(createHasher).inSingletonScope();
    bind(Tokens.logger).toConstantValue(createJsonLogger({ clock, write: writeLog }));
  });
