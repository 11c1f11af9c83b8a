'use strict';

const services = [
  ['workspace-service', 'Sessions and files'],
  ['sandbox-service', 'Sandboxes, terminals, executions'],
  ['review-service', 'Reviews and notifications'],
  ['auth-service', 'Accounts and sign-in'],
];

// SwaggerUIBundle is a global of the script before this one
window.SwaggerUIBundle({
  dom_id: '#api',
  urls: services.map(([name, title]) => ({ name: title, url: `/v3/api-docs/${name}` })),
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis, window.SwaggerUIBundle.SwaggerUIStandalonePreset].filter(Boolean),
  requestInterceptor: (request) => {
    // with a browser's sign-in, changes need to show that our own page made them
    request.headers['X-Requested-With'] = 'cove';
    return request;
  },
});
