import * as suites from '@facepay/conformance';
import { expect, test } from 'vitest';
import { filesUnder, isTest } from '../architecture/source-files.ts';

const exportedInterface = /^export interface (?<name>\w+)[^{\n]* \{\n(?<body>.*?)^\}/gmsu;
const members = /^ {2}(?:readonly )?\w+\??:(?<type>.*)$/gmu;
const isFunction = /^ (?:[(<]|$)/u;
/** A port is an exported interface of functions only; one that holds values is what a port takes or gives. */
const ports = filesUnder('packages/domain/src/ports')
  .filter((file) => !isTest(file))
  .flatMap(({ lines }) => [...lines.join('\n').matchAll(exportedInterface)])
  .filter(({ groups }) =>
    [...(groups?.['body'] ?? '').matchAll(members)].every(({ groups: member }) =>
      isFunction.test(member?.['type'] ?? ''),
    ),
  )
  .map(({ groups }) => groups?.['name'] ?? '');

/** `DueWork` is held to `dueWorkSuite`. */
const suiteOf = (port: string): string => `${port.slice(0, 1).toLowerCase()}${port.slice(1)}Suite`;
const runs = filesUnder('test/conformance')
  .filter(isTest)
  .map(({ lines }) => lines.join('\n'));

test('ports are found, and only ports', () => {
  expect(ports).toEqual(expect.arrayContaining(['Clock', 'Storage', 'VoucherProtocol', 'WechatDeductions']));
  for (const data of ['NoticeRequest', 'Work', 'Page', 'NotifyFailure']) expect(ports).not.toContain(data);
});
test('every port has one suite', () => {
  const exported: ReadonlySet<string> = new Set(Object.keys(suites));
  expect(ports.filter((port) => !exported.has(suiteOf(port)))).toEqual([]);
});
test('every suite is run', () => {
  const idle = ports.filter((port) => !runs.some((text) => text.includes(`${suiteOf(port)}(`)));
  expect(idle).toEqual([]);
});
