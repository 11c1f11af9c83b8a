// Whether base images can be pulled; where not, they are made from Debian packages.
import https from 'node:https';

export function registryAnswers(url = 'https://registry-1.docker.io/v2/', timeoutMs = 5_000) {
  return new Promise((resolve) => {
    const request = https.get(url, { timeout: timeoutMs }, (response) => {
      response.resume();
      resolve(response.statusCode < 500);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
