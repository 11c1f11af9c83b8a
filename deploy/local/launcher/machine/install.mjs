// Installs what is missing, where that is possible without asking: as root, with apt.
import path from 'node:path';
import { run } from '../run.mjs';
import { findings, missing } from './findings.mjs';
import { offeredPackage, probe } from './probe.mjs';

export class MachineNotReady extends Error {
  constructor(list) {
    super(
      ['This machine is not ready for Cove:']
        .concat(list.map(({ name, detail, command }) => `  ✗ ${name}: ${detail}\n      ${command}`))
        .join('\n'),
    );
  }
}

/** Brings the machine to where the purpose can be served, or says exactly what is missing. */
export async function prepareMachine(settings, screen, purpose = 'up') {
  let seen = await probe(settings);
  let lacking = missing(findings(seen), purpose);
  // what one round installs may show what another one has to
  for (let round = 0; round < 2 && lacking.length > 0 && seen.root && seen.apt; round += 1) {
    await install(lacking, settings, screen);
    seen = await probe(settings);
    lacking = missing(findings(seen), purpose);
  }
  if (lacking.length > 0) throw new MachineNotReady(lacking);
}

async function install(lacking, settings, screen) {
  if (!lacking.some(({ packages, anyOf }) => packages || anyOf)) return;
  const log = path.join(settings.logs, 'apt.log');
  await screen.step('apt-update', 'Reading the package lists', () =>
    run(['apt-get', 'update', '-q'], { log }).catch(() => 'failed; going on with the old ones'),
  );
  const wanted = [];
  for (const { packages, anyOf } of lacking) {
    if (packages) wanted.push(...packages);
    const offered = anyOf && (await offeredPackage(anyOf));
    if (offered) wanted.push(offered);
  }
  if (wanted.length === 0) return;
  await screen.step('apt-install', `Installing ${wanted.join(', ')}`, () =>
    run(['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...wanted], {
      log,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).then(() => ''),
  );
}
