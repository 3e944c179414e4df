import {
  payscoreEdges,
  payscoreLegalCalls,
  type PayscoreStage,
  readStage,
  type PayscoreSaid,
  type Fen,
} from '@facepay/domain';

const paying = { state: 'user-paying', total: 1 as Fen, paying: 1 as Fen, paid: 0 as Fen, details: [] } as const;
const paid = { ...paying, state: 'user-paid', paying: 0 as Fen, paid: 1 as Fen } as const;
/** Every triple that the wire documents (`payscore-wire.md` §6). */
const triples: readonly PayscoreSaid[] = [
  { state: 'created' },
  { state: 'doing', description: 'user-confirm' },
  { state: 'doing', description: 'mch-complete', collection: paying },
  { state: 'done', collection: paid },
  { state: 'done', total: 0 as Fen },
  { state: 'revoked' },
  { state: 'expired' },
];
const shown = ({ state, description, collection }: PayscoreSaid): string =>
  [state, description, collection?.state]
    .flatMap((word) => (word === undefined ? [] : [`\`${word.toUpperCase().replaceAll('-', '_')}\``]))
    .join(' ');

const stages: readonly PayscoreStage[] = ['created', 'in-service', 'awaiting-payment', 'done', 'revoked', 'expired'];
const heardAs = (stage: PayscoreStage): string =>
  triples
    .filter((said) => {
      const read = readStage(said);
      return read.type === 'stage' && read.stage === stage;
    })
    .map(shown)
    .join(' or ');

/** What the page says of states and edges, printed from the data that decides. */
export const statesPage = (): string =>
  [
    '<!-- oxfmt-ignore -->',
    '| state here | what WeChat says | calls that leave here | leads to |',
    '| --- | --- | --- | --- |',
    ...stages.map(
      (stage) =>
        `| ${stage} | ${heardAs(stage)} | ${payscoreLegalCalls[stage].join(', ') || '–'} | ${leadsTo(stage)} |`,
    ),
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> created: create, to be confirmed',
    '  [*] --> in_service: create, without confirmation',
    ...payscoreEdges.map(
      ({ from, to, by, note }) =>
        `  ${named(from)} --> ${named(to)}: ${by}${note === undefined ? '' : `, ${note.replace(';', ',')}`}`,
    ),
    '```',
  ].join('\n');

const leadsTo = (stage: PayscoreStage): string =>
  payscoreEdges
    .filter(({ from }) => from === stage)
    .map(({ to, by, note }) => `${to} by ${by}${note === undefined ? '' : ` (${note})`}`)
    .join('; ') || 'nothing: final';
/** Diagrams have no hyphens in names. */
const named = (stage: PayscoreStage): string => stage.replaceAll('-', '_');
