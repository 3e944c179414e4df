import chromium from '@sparticuz/chromium';

// Run as a process of its own: it unpacks into TMPDIR, and the name of a Lambda makes it bring its libraries along.
console.log(await chromium.executablePath());
