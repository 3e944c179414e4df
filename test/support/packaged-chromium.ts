import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface BrowserOnDisk {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Changes with what is unpacked, so that an older one is never taken for it. */
const folder = join(tmpdir(), 'facepay-chromium-153.0.0');
const script = fileURLToPath(new URL('unpack-chromium.ts', import.meta.url));

/**
 * The Chromium of the npm package `@sparticuz/chromium` (Linux x64), unpacked once, for machines that have none. What it
 * needs beyond libc it brings itself.
 */
export const unpackChromium = async (): Promise<BrowserOnDisk> => {
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'our-fonts.conf') },
  };
};

/** The package's own looks where a Lambda has its fonts. */
const fontsOf = (place: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${place}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${place}/fonts-cache</cachedir></fontconfig>
`;

/** Whole or not at all, whoever else is unpacking at the same time. */
const unpackInto = async (final: string): Promise<void> => {
  const fresh = mkdtempSync(`${final}.`);
  const env = { PATH: process.env['PATH'] ?? '', TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  await promisify(execFile)(process.execPath, [script], { env });
  writeFileSync(join(fresh, 'our-fonts.conf'), fontsOf(final));
  try {
    renameSync(fresh, final);
  } catch (cause) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(final)) throw cause;
  }
};
