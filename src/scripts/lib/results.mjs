// Reading what test runners say.

/** Counts, failures and durations of a .trx file. */
export function readTrx(xml) {
  const counter = (name) => Number(xml.match(new RegExp(`<Counters [^>]*\\b${name}="(\\d+)"`))?.[1] ?? 0);
  const failures = [...xml.matchAll(/<UnitTestResult ([^>]*outcome="Failed"[^>]*)>([\s\S]*?)<\/UnitTestResult>/g)].map(([, attributes, body]) => ({
    name: decode(attributes.match(/testName="([^"]*)"/)?.[1] ?? "?"),
    message: decode(body.match(/<Message>([\s\S]*?)<\/Message>/)?.[1] ?? ""),
    trace: decode(body.match(/<StackTrace>([\s\S]*?)<\/StackTrace>/)?.[1] ?? ""),
  }));
  const passed = counter("passed");
  const failed = counter("failed") + counter("error") + counter("timeout") + counter("aborted");
  const tests = [...xml.matchAll(/<UnitTestResult ([^>]*)>/g)].map(([, attributes]) => ({
    name: decode(attributes.match(/testName="([^"]*)"/)?.[1] ?? "?"),
    seconds: secondsOf(attributes.match(/duration="([^"]*)"/)?.[1] ?? "0:0:0"),
  }));
  return { passed, failed, skipped: counter("total") - passed - failed, failures, tests };
}

const secondsOf = (duration) => duration.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

/** Counts and failures of Node's test runner, told in TAP. */
export function readTap(text) {
  const counter = (name) => Number(text.match(new RegExp(`^# ${name} (\\d+)`, "m"))?.[1] ?? 0);
  const failures = [...text.matchAll(/^\s*not ok \d+ - (.*)$/gm)].map(([, name]) => ({ name, message: "", trace: "" }));
  return { passed: counter("pass"), failed: counter("fail") + counter("cancelled"), skipped: counter("skipped"), failures, tests: [] };
}

const decode = (text) =>
  text.replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");
