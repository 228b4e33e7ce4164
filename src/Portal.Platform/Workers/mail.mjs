// Sends mail by SMTP: a JSON line in with the server and the mail, a JSON line out with what came of it. Runs apart from the portal
// (see NodeWorker.cs). It says nothing but codes: what a server answers may name an address.
import { createInterface } from "node:readline";
import nodemailer from "nodemailer";

const loopback = new Set(["localhost", "127.0.0.1", "::1"]);

async function send({ host, port, user, password, from, to, subject, text, html, messageId, date }) {
  const secure = port === 465;
  const server = nodemailer.createTransport({
    host,
    port,
    secure,
    auth: user ? { user, pass: password } : undefined,
    requireTLS: Boolean(user) && !secure && !loopback.has(host), // a password never travels in the clear
    ignoreTLS: loopback.has(host), // a mail server on this machine often has a certificate of its own making
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await server.sendMail({
      from,
      to: { name: "", address: to }, // as an object, so that a comma does not make it two
      envelope: { from: from.address, to: [to] },
      subject,
      text,
      html: html ?? undefined,
      messageId,
      date: new Date(date),
      headers: { "Auto-Submitted": "auto-generated" }, // RFC 3834: no "I am on holiday" in answer
    });
    return { outcome: "sent" };
  } catch (error) {
    return { outcome: outcomeOf(error), reason: reasonOf(error) };
  } finally {
    server.close();
  }
}

// A refused sender is our settings, not this mail; a refused recipient or text is.
function outcomeOf({ code, command, responseCode }) {
  if (code === "EENVELOPE" && !responseCode) return "refused"; // an address that cannot be one
  if (code !== "EENVELOPE" && code !== "EMESSAGE") return "unreachable";
  if (command === "MAIL FROM" || responseCode === 421) return "unreachable";
  return responseCode >= 500 ? "refused" : "later";
}

function reasonOf({ code, responseCode, response }) {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? "")?.[1]; // RFC 3463
  return [responseCode, enhanced].filter(Boolean).join(" ") || code || "unknown";
}

// Whatever goes wrong beyond that ends the worker without a word: a stack may quote the mail.
process.on("uncaughtException", () => process.exit(1));

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { id, ask } = JSON.parse(line);
  process.stdout.write(JSON.stringify({ id, answer: await send(ask) }) + "\n");
}
