/** What a peer is told, in one environment variable. */
export interface PeerSettings {
  readonly databaseFile: string;
  readonly mchid: string;
  readonly appid: string;
  readonly subMchid: string;
  readonly merchantSerialNo: string;
  readonly merchantPrivateKeyPem: string;
  readonly apiV3Key: string;
  readonly wechatKeyId: string;
  readonly wechatPublicKeyPem: string;
  readonly wechatUrl: string;
}

export const peerEnvironment = (settings: PeerSettings): Readonly<Record<string, string>> => ({
  BENCH_PEER: JSON.stringify(settings),
});

export const readPeerSettings = (): PeerSettings => {
  const settings: PeerSettings = JSON.parse(process.env['BENCH_PEER'] ?? '{}');
  return settings;
};
