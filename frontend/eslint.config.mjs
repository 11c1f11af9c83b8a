import vitals from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';

const features = ['auth', 'notifications', 'people', 'profile', 'reviews', 'sessions', 'shell', 'workbench'];

/** Imports go one way: app → features → components | lib; a feature never reaches into another. */
const forbid = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

const config = [
  { ignores: ['src/lib/api/generated/**', '.next/**', 'out/**', 'next-env.d.ts'] },
  ...vitals,
  ...typescript,
  { rules: { 'no-console': 'error', eqeqeq: 'error' } },
  ...features.map((name) =>
    forbid(
      [`src/features/${name}/**`],
      ['@/app/*', ...features.filter((other) => other !== name).map((other) => `@/features/${other}/*`), '../*'],
      'A feature uses components and lib; app puts features together.',
    ),
  ),
  forbid(['src/components/**'], ['@/app/*', '@/features/*'], 'Components know no feature.'),
  forbid(['src/lib/**'], ['@/app/*', '@/features/*', '@/components/*'], 'lib is the bottom layer.'),
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
];

export default config;
