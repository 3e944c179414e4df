import * as t from 'io-ts';
import { EncryptedResourceBody } from './encrypted-resource.ts';
import { maybe, resource } from './resource.ts';

/** 200 answer of `GET /v3/certificates` (`v3-rules.md` §4); merchants with the public key get an empty list or a 404. */
export const CertificatesBody = resource(
  'CertificatesBody',
  {
    data: t.array(
      resource(
        'ListedCertificate',
        { serial_no: t.string, encrypt_certificate: EncryptedResourceBody },
        { effective_time: maybe(t.string), expire_time: maybe(t.string) },
      ),
    ),
  },
  {},
);
export type CertificatesBody = t.TypeOf<typeof CertificatesBody>;
