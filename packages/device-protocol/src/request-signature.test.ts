import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { createSignatureSync, verifySignature } from 'http-message-sig';
import { expect, test } from 'vitest';
import { keyPairFromSeed, verifyEd25519Pool, verifyEd25519Sync } from './ed25519.ts';
import { signTerminalRequest } from './request-signature.ts';
import { verifyTerminal } from './verify-terminal.ts';
import type { IncomingTerminalRequest } from './verify-terminal.ts';

const keys = keyPairFromSeed(new Uint8Array(32).fill(7));
const nowSeconds = 1_790_000_000;
const request = { method: 'POST', target: '/v1/devices/d1/vouchers?part=1', body: Buffer.from('{"vouchers":[]}') };
const signing = { deviceKey: keys.privateKey, keyid: 'd1', nowSeconds, nonce: 'n-1' };

const signedRequest = (at = nowSeconds): IncomingTerminalRequest => {
  const signed = signTerminalRequest(request, { ...signing, nowSeconds: at });
  return { ...request, headers: Object.fromEntries(Object.entries(signed).map(([name, value]) => [name, [value]])) };
};

const check = (incoming: IncomingTerminalRequest) =>
  verifyTerminal({
    keyOf: (deviceId) => TE.right(deviceId === 'd1' ? keys.publicKey : undefined),
    verify: verifyEd25519Sync,
    nowSeconds,
  })(incoming)();

/** The signature of a `signature` header, in hex. */
const bytesOf = (value: string): string => Buffer.from(value.replaceAll(/^device=:|:$/g, ''), 'base64').toString('hex');

test('INV-59: a signed request is believed and names its device', async () => {
  expect(await check(signedRequest())).toEqual(E.right({ deviceId: 'd1', nonce: 'n-1', createdAtSeconds: nowSeconds }));
});

test('INV-60: 299 s either side count, 300 s do not (BAD-42, BAD-43)', async () => {
  for (const offset of [-299, 299]) expect(E.isRight(await check(signedRequest(nowSeconds + offset)))).toBe(true);
  for (const offset of [-300, 300, -nowSeconds])
    expect(await check(signedRequest(nowSeconds + offset))).toEqual(
      E.left({ type: 'OutsideWindow', createdAtSeconds: nowSeconds + offset, nowSeconds }),
    );
});

test('INV-60: a signature past its own expiry is refused', async () => {
  const digest = signedRequest().headers['content-digest']?.[0] ?? '';
  const at = (expires: number) => {
    const fields = createSignatureSync(
      {
        kind: 'request',
        method: 'POST',
        targetUri: `https://x${request.target}`,
        fields: [{ name: 'content-digest', value: digest }],
      },
      {
        label: 'device',
        components: ['@method', '@path', '@query', 'content-digest'],
        parameters: { created: nowSeconds - 10, expires, nonce: 'n', keyid: 'd1' },
        signer: { algorithm: 'ed25519', sign: (data) => sign(null, data, keys.privateKey) },
      },
    );
    return { 'content-digest': [digest], 'signature-input': [fields.signatureInput], signature: [fields.signature] };
  };
  expect(E.isRight(await check({ ...request, headers: at(nowSeconds) }))).toBe(true);
  expect(await check({ ...request, headers: at(nowSeconds - 1) })).toMatchObject({ left: { type: 'OutsideWindow' } });
});

test('INV-59, BAD-41: unsigned, unknown and wrongly signed requests are told apart', async () => {
  expect(await check({ ...request, headers: {} })).toEqual(E.left({ type: 'SignatureMissing' }));
  const stranger = signTerminalRequest(request, { ...signing, keyid: 'd2' });
  const headers = Object.fromEntries(Object.entries(stranger).map(([name, value]) => [name, [value]]));
  expect(await check({ ...request, headers })).toEqual(E.left({ type: 'UnknownDevice', deviceId: 'd2' }));
  const other = signTerminalRequest(request, {
    ...signing,
    deviceKey: keyPairFromSeed(Buffer.alloc(32, 3)).privateKey,
  });
  const wrong = Object.fromEntries(Object.entries(other).map(([name, value]) => [name, [value]]));
  expect(await check({ ...request, headers: wrong })).toEqual(E.left({ type: 'SignatureInvalid', deviceId: 'd1' }));
});

test('INV-59: the body, method, path and query are all covered', async () => {
  const signed = signedRequest();
  expect(await check({ ...signed, body: Buffer.from('{"vouchers":[1]}') })).toEqual(E.left({ type: 'DigestMismatch' }));
  for (const change of [
    { method: 'PUT' },
    { target: '/v1/devices/d2/vouchers?part=1' },
    { target: '/v1/devices/d1/vouchers' },
  ])
    expect(await check({ ...signed, ...change })).toEqual(E.left({ type: 'SignatureInvalid', deviceId: 'd1' }));
});

test('INV-59: a signature that leaves a component or parameter out is refused', async () => {
  const digest = signedRequest().headers['content-digest']?.[0] ?? '';
  const parts = ['@method', '@path', '@query', 'content-digest'];
  const created = { created: nowSeconds, nonce: 'n', keyid: 'd1' };
  const { nonce, ...withoutNonce } = created;
  expect(nonce).toBe('n');
  const variants = [
    ...parts.map((left) => ({ components: parts.filter((part) => part !== left), parameters: created })),
    { components: parts, parameters: withoutNonce },
  ];
  for (const variant of variants) {
    const fields = createSignatureSync(
      {
        kind: 'request',
        method: 'POST',
        targetUri: `https://x${request.target}`,
        fields: [{ name: 'content-digest', value: digest }],
      },
      {
        ...variant,
        label: 'device',
        signer: { algorithm: 'ed25519', sign: (data) => sign(null, data, keys.privateKey) },
      },
    );
    const headers = {
      'content-digest': [digest],
      'signature-input': [fields.signatureInput],
      signature: [fields.signature],
    };
    expect(await check({ ...request, headers })).toMatchObject({ left: { type: 'SignatureMalformed' } });
  }
});

test('INV-59: no changed character in any signing header is believed', async () => {
  const names = ['content-digest', 'signature-input', 'signature'] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.nat(),
      fc.integer({ min: 33, max: 126 }),
      async (name, place, code) => {
        const signed = signedRequest();
        const value = signed.headers[name]?.[0] ?? '';
        const at = place % value.length;
        const changed = value.slice(0, at) + String.fromCharCode(code) + value.slice(at + 1);
        // The last character of a base64 signature carries bits that are no part of it.
        fc.pre(changed !== value && (name !== 'signature' || bytesOf(changed) !== bytesOf(value)));
        expect(E.isLeft(await check({ ...signed, headers: { ...signed.headers, [name]: [changed] } }))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('a failing key store is a failure, not a refusal', async () => {
  const outcome = verifyTerminal({ keyOf: () => TE.left('store down'), verify: verifyEd25519Pool, nowSeconds });
  expect(await outcome(signedRequest())()).toEqual(E.left('store down'));
  const broken = verifyTerminal({
    keyOf: () => () => Promise.reject(new Error('bug')),
    verify: verifyEd25519Pool,
    nowSeconds,
  });
  await expect(broken(signedRequest())()).rejects.toThrow('Verifier resolution failed');
});

// RFC 9421 appendix B.1.4 (key) and B.2.6 (message): the library computes what the RFC prints.
test('RFC 9421 B.2.6: signing a request with ed25519', async () => {
  const privateKey = createPrivateKey(
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----\n',
  );
  const message = {
    kind: 'request',
    method: 'POST',
    targetUri: 'https://example.com/foo?param=Value&Pet=dog',
    fields: [
      { name: 'date', value: 'Tue, 20 Apr 2021 02:07:55 GMT' },
      { name: 'content-type', value: 'application/json' },
      { name: 'content-length', value: '18' },
    ],
  } as const;
  const components = ['date', '@method', '@path', '@authority', 'content-type', 'content-length'];
  const fields = createSignatureSync(message, {
    label: 'sig-b26',
    components,
    parameters: { created: 1_618_884_473, keyid: 'test-key-ed25519' },
    signer: { algorithm: 'ed25519', sign: (data) => sign(null, data, privateKey) },
  });
  expect(fields.signature).toBe(
    'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
  );
  const verified = await verifySignature(
    {
      ...message,
      fields: [
        ...message.fields,
        { name: 'signature', value: fields.signature },
        { name: 'signature-input', value: fields.signatureInput },
      ],
    },
    {
      policy: {
        algorithms: ['ed25519'],
        requiredComponents: components,
        requiredParameters: ['created'],
        now: 1_618_884_473,
      },
      resolveVerifier: () => ({
        algorithm: 'ed25519',
        verify: (data, signature) => verifyEd25519Sync(createPublicKey(privateKey), data, signature),
      }),
    },
  );
  expect(verified.parameters.keyid).toBe('test-key-ed25519');
});
