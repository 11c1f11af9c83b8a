// How a JVM is started here: small, and from its start-up cache where there is one.
import path from 'node:path';
import fs from 'node:fs';
import { freshCache } from '../build/caches.mjs';

const LEAN = [
  '-XX:+UseSerialGC',
  '-XX:+UseCompactObjectHeaders',
  '-Xss512k',
  // a small young generation: starting makes much garbage, and a heap that grew for it stays grown
  '-Xmn32m',
  // reserved, not used: a smaller one makes the collector run in the midst of the start
  '-XX:ReservedCodeCacheSize=128m',
  '-XX:-UsePerfData',
  '-XX:+ExitOnOutOfMemoryError',
  '--enable-native-access=ALL-UNNAMED',
  '--sun-misc-unsafe-memory-access=allow',
];

/** For programs that have little to do: what the optimising compiler costs at the start is never earned back. */
const QUICK_CODE = '-XX:TieredStopAtLevel=1';

export const jvmFlags = ({ heapMib, light }) => [...LEAN, ...(light ? [QUICK_CODE] : []), `-Xmx${heapMib}m`];

export const java = (jdk) => path.join(jdk, 'bin', 'java');

/** The command of a Spring service out of its extracted jar; `options` come last and win. */
export function serviceCommand(jdk, service, staged, options = []) {
  return [java(jdk), ...jvmFlags(service), ...cacheFlags(jdk, staged), ...options, '-jar', 'app.jar'];
}

export function kafkaCommand(jdk, kafka, staged, args) {
  return [
    java(jdk),
    ...jvmFlags(kafka),
    ...cacheFlags(jdk, staged),
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    '-Dorg.slf4j.simpleLogger.showDateTime=true',
    '-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS',
    '-cp',
    kafkaClasspath(staged),
    'dev.cove.local.KafkaProcess',
    ...args,
  ];
}

/** In a fixed order: a start-up cache is good for exactly the class path it was recorded with. */
export function kafkaClasspath(staged) {
  const jars = fs.readdirSync(path.join(staged, 'kafka')).filter((name) => name.endsWith('.jar'));
  return jars
    .sort()
    .map((name) => path.join(staged, 'kafka', name))
    .join(':');
}

function cacheFlags(jdk, staged) {
  const cache = freshCache(jdk, staged);
  return cache ? [`-XX:AOTCache=${cache}`] : [];
}
