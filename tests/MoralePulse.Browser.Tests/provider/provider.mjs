// A real OpenID Connect provider on a free port of loopback. Prints { issuer }, reads one line of JSON, { client, service, key }, from standard input, prints { ready } and then
// a line for each sign-in, { sid }, and ends when its standard input closes. Any name signs in, with any password; every account has a claim "roles" that says "administrator".
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const server = createServer();
await new Promise(ready => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;
console.log(JSON.stringify({ issuer }));

const lines = createInterface({ input: process.stdin });
const { client, service, key } = JSON.parse(await new Promise(read => lines.once('line', read)));
lines.on('close', () => process.exit(0));

const provider = new Provider(issuer, {
  clients: [{
    ...client,
    redirect_uris: client.redirect_uris.map(path => service + path),
    post_logout_redirect_uris: [`${service}/signed-out`],
    backchannel_logout_uri: `${service}/sign-out/back-channel`,
    backchannel_logout_session_required: true,
  }],
  claims: { openid: ['sub', 'roles'] },
  cookies: { keys: ['of-tests-only'] },
  conformIdTokenClaims: false,
  features: { backchannelLogout: { enabled: true } },
  fetch: (url, { dispatcher, ...options }) => fetch(url, options), // its own guard against addresses of loopback, which is where the service is
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, roles: ['administrator', 'executive'] }) }),
  jwks: { keys: [key] },
  pkce: { required: () => true },
});
provider.on('grant.success', ctx => console.log(JSON.stringify({ sid: ctx.oidc.entities.AuthorizationCode?.sid })));
provider.on('grant.error', (ctx, error) => console.error(error.message));
provider.on('backchannel.error', (ctx, error) => console.error(error.message));

// A page of the provider's own site that frames another, as its sign-out page does.
provider.use(async (ctx, next) => {
  if (ctx.path !== '/frame') return next();
  ctx.type = 'html';
  ctx.body = `<!DOCTYPE html><title>Frame</title><iframe src="${ctx.query.src.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
});

server.on('request', provider.callback());
console.log(JSON.stringify({ ready: true }));
