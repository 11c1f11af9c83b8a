import path from 'node:path';
import type { NextConfig } from 'next';

/** Everything is behind the sign-in and served by the gateway, so the app is exported as plain files. */
const config: NextConfig = {
  output: 'export',
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  turbopack: { root: path.resolve('.') },
};

export default config;
