// A real SMTP server for the tests: node mail-server.mjs [port]; says its port and then every mail, as JSON lines. What it does with a
// mail hangs on the address: "weg" is not known (550), "straks" must wait (451), "traag" is held until a line is said to it.
// It ends when its standard input does.
import { SMTPServer } from "smtp-server";
import { createInterface } from "node:readline";

const held = [];
const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");
const no = (responseCode, text) => Object.assign(new Error(text), { responseCode });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  allowInsecureAuth: true,
  closeTimeout: 100,
  onAuth: ({ username, password }, session, done) => (password === "goed" ? done(null, { user: username }) : done(new Error("wrong"))),
  onRcptTo({ address }, session, done) {
    if (address.startsWith("weg")) return done(no(550, `5.1.1 <${address}> is hier niet bekend`));
    if (address.startsWith("straks")) return done(no(451, `4.3.0 <${address}> nu even niet`));
    done();
  },
  onData(stream, { envelope, user }, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const mail = { from: envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address), user: user ?? null, raw: Buffer.concat(parts).toString("utf8") };
      const take = () => { say(mail); done(); };
      if (!mail.to[0].startsWith("traag")) return take();
      held.push(take);
      say({ held: mail.to[0] });
    });
  },
});
server.on("error", () => {}); // a client that was killed
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => say({ port: server.server.address().port }));
createInterface({ input: process.stdin }).on("line", () => held.splice(0).forEach((take) => take())).on("close", () => process.exit());
