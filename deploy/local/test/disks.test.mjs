import assert from 'node:assert/strict';
import test from 'node:test';
import { mountsUnder } from '../launcher/platform/disks.mjs';

test('mounts under a folder come innermost first, and no others', () => {
  const info = [
    '21 1 254:0 / / rw - ext4 /dev/vda rw',
    '60 21 254:0 /a/slots /a\\040b/slots rw shared:1 - ext4 /dev/vda rw',
    '61 60 7:0 / /a\\040b/slots/one rw shared:2 - ext4 /dev/loop0 rw',
    '62 21 7:1 / /a\\040b/slots2 rw - ext4 /dev/loop1 rw',
    '',
  ].join('\n');
  assert.deepEqual(mountsUnder('/a b/slots', info), ['/a b/slots/one', '/a b/slots']);
});
