// What the platform consists of: the services, their folders, heaps and the order in which they start.

/** Two at a time; the gateway, which needs the others least, in the middle, so that two long ones end together. */
export const SERVICES = [
  { name: 'workspace-service', heapMib: 320, schema: 'workspace' },
  { name: 'sandbox-service', heapMib: 320, schema: 'sandbox' },
  { name: 'gateway', heapMib: 224 },
  { name: 'auth-service', heapMib: 160, schema: 'auth' },
  { name: 'review-service', heapMib: 224, schema: 'review' },
];

/** `light`: little to do once it runs. */
export const DISCOVERY = { name: 'discovery', heapMib: 96, light: true };
export const KAFKA = { name: 'kafka', heapMib: 192, light: true };

/** Maven modules whose results run here. */
export const MODULES = [
  { name: 'local', folder: 'deploy/local', starter: false },
  { name: 'discovery', folder: 'discovery', starter: false },
  ...SERVICES.map(({ name }) => ({ name, folder: name, starter: true })),
];

export const springService = (name) => [DISCOVERY, ...SERVICES].find((service) => service.name === name);

/** Every port the platform needs beside the gateway's own. */
export const PORT_NAMES = [
  'postgres',
  'kafka',
  'kafka-controller',
  ...[DISCOVERY, ...SERVICES].flatMap(({ name }) =>
    name === 'gateway' ? [`${name}-management`] : [name, `${name}-management`],
  ),
];

/** The end goes in this order, group by group: nobody loses what it still needs in order to end well. */
export const LAST_TO_FIRST = [
  ['gateway'],
  ['sandbox-service', 'review-service'],
  ['workspace-service', 'auth-service'],
  ['discovery', 'kafka'],
  ['postgres'],
];
