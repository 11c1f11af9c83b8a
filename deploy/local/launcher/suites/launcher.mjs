// The launcher's own tests.
import path from 'node:path';
import { nodeTests, testFiles } from './node-tests.mjs';

export const launcherSuite = ({ settings }) =>
  nodeTests('launcher', testFiles(path.join(settings.root, 'deploy/local/test')), { cwd: settings.root });
