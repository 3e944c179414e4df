import { randomBytes } from '@facepay/system';
import {
  createGotTransport,
  createNoticeReader,
  createUndiciTransport,
  createWechatHttp,
  type WechatHttp,
} from '@facepay/wechat-http';
import { apiV3Key, createRsaSigner, fieldSeedBytes } from '@facepay/wechat-protocol';
import type { Clock, Hasher, IdSource, Logger, NoticeReader } from '@facepay/domain';
import * as E from 'fp-ts/lib/Either.js';
import { ContainerModule } from 'inversify';
import type { Settings } from '../settings/settings.ts';
import { Tokens } from '../tokens.ts';

/** WeChat Pay over signed HTTP, and the reader of its notices, which verifies with the same keys. */
export const wechatModule = new ContainerModule(({ bind }) => {
  bind(Tokens.wechat)
    .toResolvedValue(createWechat, [Tokens.settings, Tokens.clock, Tokens.idSource, Tokens.logger])
    .inSingletonScope();
  bind(Tokens.notices)
    .toResolvedValue(createNotices, [Tokens.settings, Tokens.wechat, Tokens.hasher])
    .inSingletonScope();
});

const createWechat = ({ wechat }: Settings, clock: Clock, ids: IdSource, logger: Logger): WechatHttp => {
  const created = createWechatHttp(
    {
      baseUrl: wechat.baseUrl,
      ...(wechat.backupUrl === undefined ? {} : { backupUrl: wechat.backupUrl }),
      mchid: wechat.mchid,
      appid: wechat.appid,
      merchantSerialNo: wechat.serialNo,
      apiV3Keys: wechat.apiV3Keys,
      ...(wechat.publicKey === undefined ? {} : { publicKey: wechat.publicKey }),
      platformCertificates: wechat.platformCertificates,
      ...faceOf(wechat.face),
      ...(wechat.payscore === undefined ? {} : { payscore: wechat.payscore }),
    },
    {
      transport: createGotTransport().transport,
      deductionTransport: createUndiciTransport().transport,
      sign: createRsaSigner(wechat.privateKey),
      clock,
      nonce: ids.next,
      fieldSeed: () => randomBytes(fieldSeedBytes),
      logger,
    },
  );
  if (E.isRight(created)) return created.right;
  throw new Error(`WeChat settings: ${created.left.setting} ${created.left.reason}`);
};

const faceOf = ({ baseUrl, apiV2Key, signType }: Settings['wechat']['face']) =>
  apiV2Key === undefined ? {} : { face: { baseUrl, apiV2Key, signType } };

const createNotices = ({ wechat }: Settings, { keys }: WechatHttp, hasher: Hasher): NoticeReader =>
  createNoticeReader({
    keys,
    apiV3Keys: wechat.apiV3Keys.flatMap((text) => {
      const key = apiV3Key(text);
      return E.isRight(key) ? [key.right] : [];
    }),
    mchid: wechat.mchid,
    ...(wechat.payscore === undefined ? {} : { payscore: wechat.payscore }),
    hasher,
  });
