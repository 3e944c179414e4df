export type XmlRefusedReason =
  | 'TooLarge'
  | 'NotUtf8'
  /** A byte-order mark, or a declaration that names another encoding than UTF-8. */
  | 'EncodingRefused'
  /** `<!DOCTYPE`, `<!ENTITY` and the like. */
  | 'DoctypeRefused'
  | 'InstructionRefused'
  | 'CommentRefused'
  /** A CDATA section that is not the whole value of a member. */
  | 'CdataRefused'
  /** Any reference but the five that XML itself knows. */
  | 'ReferenceRefused'
  /** An attribute, a namespace, a blank or a name that no member of WeChat's has. */
  | 'TagRefused'
  | 'TooDeep'
  | 'TooManyMembers'
  | 'RepeatedName'
  | 'SyntaxWrong';

const membersMax = 64;
const tagLengthMax = 64;

/**
 * What a v2 message may be (`v3-rules.md` §11) is so little that it can be told without a parser: one root, members in it,
 * a text or one CDATA section in each. Everything else is refused in one pass that keeps nothing, before a parser sees it
 * (INV-58, BAD-36, 37, 39).
 */
export const guardFlatXml = (text: string): XmlRefusedReason | undefined => {
  const declaration = declarationLength(text);
  if (typeof declaration === 'string') return declaration;
  const walk: Walk = { at: declaration, depth: 0, opened: false, names: new Set() };
  for (let open = text.indexOf('<', walk.at); open >= 0; open = text.indexOf('<', walk.at)) {
    const fault = textFault(text.slice(walk.at, open), walk.depth) ?? step(text, open, walk);
    if (fault !== undefined) return fault;
  }
  return textFault(text.slice(walk.at), 0) ?? (walk.depth === 0 ? undefined : 'SyntaxWrong');
};

interface Walk {
  /** Behind what was looked at last. */
  at: number;
  /** 0 outside the root, 1 between members, 2 in the value of one. */
  depth: number;
  /** Nothing but a start tag stands right before `at`. */
  opened: boolean;
  readonly names: Set<string>;
}

/** One tag or one CDATA section. */
const step = (text: string, open: number, walk: Walk): XmlRefusedReason | undefined => {
  if (text[open + 1] === '?') return 'InstructionRefused';
  if (text[open + 1] === '!') return bang(text, open, walk);
  const close = text.indexOf('>', open);
  if (close < 0) return 'SyntaxWrong';
  if (close - open > tagLengthMax) return 'TagRefused';
  const [, ending, name, empty] = /^<(\/?)([A-Za-z][A-Za-z0-9_]*)(\/?)>$/u.exec(text.slice(open, close + 1)) ?? [];
  if (name === undefined || (ending === '/' && empty === '/')) return 'TagRefused';
  walk.at = close + 1;
  walk.opened = ending === '' && empty === '';
  if (ending === '/') {
    walk.depth -= 1;
    return walk.depth < 0 ? 'SyntaxWrong' : undefined;
  }
  if (walk.depth === 2) return 'TooDeep';
  if (walk.depth === 1 && walk.names.has(name)) return 'RepeatedName';
  if (walk.names.size >= membersMax) return 'TooManyMembers';
  if (walk.depth === 1) walk.names.add(name);
  if (empty !== '/') walk.depth += 1;
  return undefined;
};

/** The whole value of a member: a tag stands on either side of it. */
const bang = (text: string, open: number, walk: Walk): XmlRefusedReason | undefined => {
  if (text.startsWith('<!--', open)) return 'CommentRefused';
  if (!text.startsWith(cdataStart, open)) return 'DoctypeRefused';
  const end = text.indexOf(cdataEnd, open + cdataStart.length);
  if (end < 0) return 'SyntaxWrong';
  const whole = walk.depth === 2 && walk.opened && walk.at === open && text.startsWith('</', end + cdataEnd.length);
  walk.at = end + cdataEnd.length;
  walk.opened = false;
  return whole ? undefined : 'CdataRefused';
};

const cdataStart = '<![CDATA[';
const cdataEnd = ']]>';

const textFault = (between: string, depth: number): XmlRefusedReason | undefined => {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/u.test(between)) return 'ReferenceRefused';
  return depth === 2 || /^[ \t\r\n]*$/u.test(between) ? undefined : 'SyntaxWrong';
};

/** Of `<?xml …?>` at the very beginning; 0 without one. */
const declarationLength = (text: string): number | XmlRefusedReason => {
  if (text.startsWith('\uFEFF')) return 'EncodingRefused';
  if (!text.startsWith('<?xml ')) return 0;
  const end = text.slice(0, 128).indexOf('?>');
  const attributes = end < 0 ? undefined : text.slice('<?xml'.length, end);
  const fits = /^ version=(["'])1\.0\1(?: encoding=(["'])([A-Za-z0-9._-]+)\2)?(?: standalone=(["'])yes\4)? ?$/u;
  const declared = attributes === undefined ? null : fits.exec(attributes);
  if (declared === null) return 'SyntaxWrong';
  return (declared[3] ?? 'UTF-8').toUpperCase() === 'UTF-8' ? end + '?>'.length : 'EncodingRefused';
};
