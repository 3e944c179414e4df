import { ContainerModule } from 'inversify';
import type { Stores } from '../stores.ts';
import { Tokens } from '../tokens.ts';

/** Opened before, since opening and migrating take time; closed by whoever opened it, even where another is swapped in. */
export const storageModule = (stores: Stores) =>
  new ContainerModule(({ bind }) => {
    bind(Tokens.stores)
      .toResolvedValue(() => stores)
      .inSingletonScope();
  });
