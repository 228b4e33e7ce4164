// A real OpenID Connect provider for the tests: node oidc-provider.mjs <redirect uri>; prints its address. Whoever signs in as "name"
// is name@werk.example; a name that begins with "los" has an address that was never checked. It ends when its standard input does.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "portaal", client_secret: "geheim-van-de-proef", redirect_uris: [process.argv[2]], token_endpoint_auth_method: "client_secret_post" }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Werk ${id}`, email: `${id}@werk.example`, email_verified: !id.startsWith("los") }),
    }),
    cookies: { keys: ["proef"] },
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
process.stdin.resume().on("end", () => process.exit());
