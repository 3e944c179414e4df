import * as suites from '@facepay/conformance';
import { expect, test } from 'vitest';
import { filesUnder, isTest } from '../architecture/source-files.ts';

const exportedInterface = /^export interface (?<name>\w+)\S* \{\n(?<body>.*?)^\}/gmsu;
const members = /^ {2}(?:readonly )?\w+\??:(?<type>.*)$/gmu;
/** A port is an exported interface of functions only; one that holds values is what a port takes or gives. */
const ports = filesUnder('packages/domain/src/ports')
  .filter((file) => !isTest(file))
  .flatMap(({ lines }) => [...lines.join('\n').matchAll(exportedInterface)])
  .filter(({ groups }) => [...(groups?.['body'] ?? '').matchAll(members)].every(isFunction))
  .map(({ groups }) => groups?.['name'] ?? '');

/** `DueWork` is held to `dueWorkSuite`. */
const suiteOf = (port: string): string => `${port.slice(0, 1).toLowerCase()}${port.slice(1)}Suite`;
const runs = filesUnder('test/conformance')
  .filter(isTest)
  .map(({ lines }) => lines.join('\n'));

test('ports are found, and only ports', () => {
  expect(ports.toSorted()).toEqual([
    'Clock',
    'DueWork',
    'EventLog',
    'Hasher',
    'IdSource',
    'Logger',
    'NoticeReader',
    'Notifier',
    'Reads',
    'Storage',
    'Timer',
    'VoucherProtocol',
    'WechatDeductions',
    'WechatMembers',
    'WechatOrganizations',
    'WechatTerminals',
  ]);
});
test('every port has one suite', () => {
  const exported: ReadonlySet<string> = new Set(Object.keys(suites));
  expect(ports.filter((port) => !exported.has(suiteOf(port)))).toEqual([]);
});
test('every suite is run', () => {
  const idle = ports.filter((port) => !runs.some((text) => text.includes(`${suiteOf(port)}(`)));
  expect(idle).toEqual([]);
});

function isFunction({ groups }: RegExpMatchArray): boolean {
  return /^ (?:[(<]|$)/u.test(groups?.['type'] ?? '');
}
