// A real OpenID Connect provider for the tests: node oidc-provider.mjs <redirect uri> [port]; prints its address. Whoever signs in as
// "name" is name@werk.example; a name that begins with "los" has an address that was never checked, one with "elders" an address of
// another organisation. One that begins with "vals" gets an id_token that a portal must refuse: see forgeries. With a port it also wants
// requests pushed (RFC 9126), as it does when nothing else is said. It ends when its standard input does.
import { createServer } from "node:http";
import { SignJWT, UnsecuredJWT, decodeJwt, exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

const [redirectUri, port] = process.argv.slice(2);
const alg = "RS256";
const kid = "proef";
const [key, otherKey] = await Promise.all([1, 2].map(async () => (await generateKeyPair(alg, { extractable: true })).privateKey));
const signed = (claims, by = key) => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(by);
const long = 24 * 60 * 60;

const forgeries = {
  "vals-uitgever": (claims) => signed({ ...claims, iss: "https://iemand-anders.example" }),
  "vals-nonce": (claims) => signed({ ...claims, nonce: "van-een-ander" }),
  "vals-geen-nonce": ({ nonce, ...claims }) => signed(claims),
  "vals-sleutel": (claims) => signed(claims, otherKey),
  "vals-onondertekend": (claims) => new UnsecuredJWT(claims).encode(),
  "vals-publiek": (claims) => signed({ ...claims, aud: "iets-anders" }),
  "vals-oud": (claims) => signed({ ...claims, iat: claims.iat - long, exp: claims.exp - long }),
  "vals-iemand": (claims) => signed({ ...claims, sub: "anna" }),
};

const server = createServer();
server.listen(Number(port ?? 0), "127.0.0.1", async () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "portaal", client_secret: "geheim-van-de-proef", redirect_uris: [redirectUri], token_endpoint_auth_method: "client_secret_post" }],
    pkce: { required: () => true },
    features: { pushedAuthorizationRequests: { enabled: port !== undefined } },
    jwks: { keys: [{ ...(await exportJWK(key)), alg, kid, use: "sig" }] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: `Werk ${id}`,
        email: `${id}@${id.startsWith("elders") ? "elders" : "werk"}.example`,
        email_verified: !id.startsWith("los"),
      }),
    }),
    cookies: { keys: ["proef"] },
  });
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route !== "token" || !ctx.body?.id_token) return;
    const claims = decodeJwt(ctx.body.id_token);
    if (claims.sub in forgeries) ctx.body = { ...ctx.body, id_token: await forgeries[claims.sub](claims) };
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
process.stdin.resume().on("end", () => process.exit());
