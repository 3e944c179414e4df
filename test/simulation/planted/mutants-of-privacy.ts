import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { attackedBy, type Mutant } from './mutant.ts';

const credentialLogged: Mutant = {
  name: 'a request that failed is logged with its body',
  noticedBy: ['INV-88'],
  ports: (ports) => ({
    ...ports,
    wechat: {
      ...ports.wechat,
      send: (request, body) =>
        pipe(
          ports.wechat.send(request, body),
          TE.mapLeft((failure) => {
            ports.logger.warn('deduct failed', { no: request.no, body });
            return failure;
          }),
        ),
    },
  }),
};

const nameInUrl: Mutant = {
  name: 'the name of a pupil in a URL',
  noticedBy: ['INV-88'],
  wechatLine:
    (line, { simulation }) =>
    (call) => {
      const pupil = simulation.plan.pupils.find(({ outUserId }) => call.target.includes(outUserId));
      const target = `${call.target}${call.target.includes('?') ? '&' : '?'}name=${encodeURIComponent(pupil?.name ?? '')}`;
      return line(pupil === undefined ? call : { ...call, target });
    },
};

const phoneInRefusal: Mutant = {
  name: 'a refusal that repeats what was wrong with a phone',
  noticedBy: ['INV-88'],
  needs: attackedBy('tenants'),
  server: (handle) => async (request) => {
    const answer = await handle(request);
    return answer.status === 404
      ? { ...answer, body: Buffer.concat([answer.body, Buffer.from('13800001001')]) }
      : answer;
  },
};

const listOfEverybody: Mutant = {
  name: 'a list without its tenant',
  noticedBy: ['INV-92'],
  needs: attackedBy('tenants'),
  ports: (ports) => ({
    ...ports,
    reads: {
      ...ports.reads,
      page: (kind, filter, countMax, after) => {
        const others = Object.entries(filter).filter(([name]) => name !== 'organization');
        return ports.reads.page(kind, Object.fromEntries(others), countMax, after);
      },
    },
  }),
};

/** What must not be seen, and by whom: INV-88, INV-92. */
export const ofPrivacy: readonly Mutant[] = [credentialLogged, nameInUrl, phoneInRefusal, listOfEverybody];
