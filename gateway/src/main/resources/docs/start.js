'use strict';

const services = [
  ['workspace-service', 'Sessions and files'],
  ['sandbox-service', 'Sandboxes, terminals, executions'],
  ['review-service', 'Reviews and notifications'],
  ['auth-service', 'Accounts and sign-in'],
];

const { SwaggerUIBundle, SwaggerUIStandalonePreset } = window;

SwaggerUIBundle({
  dom_id: '#api',
  urls: services.map(([name, title]) => ({ name: title, url: `/v3/api-docs/${name}` })),
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    // with a browser's sign-in, changes need to show that our own page made them
    request.headers['X-Requested-With'] = 'cove';
    return request;
  },
});
