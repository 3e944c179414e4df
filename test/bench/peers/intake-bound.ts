import { createDecipheriv, createPublicKey, createSecretKey } from 'node:crypto';
import { answerJson } from './answer-json.ts';
import { isSigned } from './is-signed.ts';
import { createJoinCommit } from './join-commits.ts';
import { listen } from './listen.ts';
import { openPeerDatabase } from './open-peer-database.ts';
import { readPeerSettings } from './peer-settings.ts';
import { wholeBody } from './whole-body.ts';

// What the peer does and not a step more, out of the cheapest pieces there are: no framework, keys parsed once, one row
// through a prepared statement, all that waits in one commit. No routes, no logs, nothing checked for its form, nothing
// sealed: a bound, and nothing to run.
const settings = readPeerSettings();
const wechatKeys = new Map([[settings.wechatKeyId, createPublicKey(settings.wechatPublicKeyPem)]]);
const apiV3Key = createSecretKey(settings.apiV3Key, 'utf8');
const database = openPeerDatabase(
  settings.databaseFile,
  `create table notice (id text primary key, event_type text not null, out_trade_no text, resource blob not null,
     raw blob not null, received_at integer not null)`,
);
const insert = database.prepare('insert or ignore into notice values (?, ?, ?, ?, ?, ?)');
const joinCommit = createJoinCommit(database);

interface Envelope {
  readonly id: string;
  readonly event_type: string;
  readonly resource: { readonly ciphertext: string; readonly nonce: string; readonly associated_data?: string };
}
interface Order {
  readonly sp_mchid: string;
  readonly out_trade_no?: string;
}
const tagBytes = 16;

/** Throws where the tag does not hold. */
const decrypt = ({ ciphertext, nonce, associated_data: associated = '' }: Envelope['resource']): Buffer => {
  const sealed = Buffer.from(ciphertext, 'base64');
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(end)).setAAD(Buffer.from(associated));
  const plain = decipher.update(sealed.subarray(0, end));
  decipher.final();
  return plain;
};

listen(
  'intake bound',
  (request, response) =>
    wholeBody(request, (raw) => {
      if (!isSigned(wechatKeys, request.headers, raw))
        return answerJson(response, 401, '{"code":"FAIL","message":"not signed by WeChat Pay"}');
      try {
        const notice: Envelope = JSON.parse(raw.toString('utf8'));
        const resource = decrypt(notice.resource);
        const order: Order = JSON.parse(resource.toString('utf8'));
        if (order.sp_mchid !== settings.mchid) throw new Error('of another merchant');
        joinCommit(
          () => void insert.run(notice.id, notice.event_type, order.out_trade_no, resource, raw, Date.now()),
          (failure) =>
            failure === undefined
              ? answerJson(response, 200, '{"code":"SUCCESS","message":"OK"}')
              : answerJson(response, 500, '{"code":"FAIL","message":"not stored"}'),
        );
      } catch {
        answerJson(response, 400, '{"code":"FAIL","message":"unreadable"}');
      }
    }),
  () => database.close(),
);
