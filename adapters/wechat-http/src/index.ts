export type { WechatCallTrace } from './call-trace.ts';
export type { Failover, Refreshing, WechatHttpConfig, WechatHttpDeps } from './config.ts';
export type { WechatConfigInvalid } from './configured-keys.ts';
export { createWechatHttp, type WechatHttp } from './create-wechat-http.ts';
export { createGotTransport } from './got-transport.ts';
export type { NetworkTransport, NetworkTransportOptions } from './network-transport.ts';
export { createNoticeReader, type NoticeReaderDeps } from './notice-reader.ts';
export type { PlatformKeys } from './platform-keys.ts';
export { createUndiciTransport } from './undici-transport.ts';
