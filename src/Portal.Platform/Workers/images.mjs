// Makes web images: a JSON line in with the original in base64, a JSON line out with its variants or the reason there are none.
// Runs apart from the portal (see NodeWorker.cs), because it decodes what strangers upload.
import { createInterface } from "node:readline";
import sharp from "sharp";

const widths = [480, 960, 1600];
const mostPixels = 50_000_000;
const tallest = 16_383; // what WebP can hold

const formats = {
  webp: (image) => image.webp({ quality: 78 }),
  avif: (image) => image.avif({ quality: 50, effort: 3, chromaSubsampling: "4:2:0" }),
  jpeg: (image) => image.flatten({ background: "#ffffff" }).jpeg({ quality: 78, mozjpeg: true }),
};

sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"] });
sharp.concurrency(2); // the default is 1 on glibc
sharp.cache(false);

async function variantsOf(original) {
  const input = () => sharp(original, { failOn: "error", limitInputPixels: mostPixels, sequentialRead: true });

  let metadata;
  try {
    metadata = await sharp(original, { failOn: "error", limitInputPixels: false }).metadata();
  } catch {
    return { refusal: "broken" };
  }
  if ((metadata.pages ?? 1) > 1) return { refusal: "animated" };
  if (metadata.width * metadata.height > mostPixels) return { refusal: "pixels" };

  // Decoded once, upright and at the largest size asked for; everything else is made of that.
  let base;
  try {
    base = await input()
      .autoOrient()
      .resize({ width: Math.max(...widths), height: tallest, fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
  } catch {
    return { refusal: "broken" };
  }
  const { data, info } = base;
  const image = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });

  const variants = [];
  for (const width of new Set(widths.map((wanted) => Math.min(wanted, info.width)))) {
    for (const [format, encode] of Object.entries(formats)) {
      const made = await encode(image().resize({ width })).toBuffer({ resolveWithObject: true });
      variants.push({ format, width: made.info.width, height: made.info.height, bytes: made.data.toString("base64") });
    }
  }
  return { width: metadata.autoOrient.width, height: metadata.autoOrient.height, color: await dominant(image()), variants };
}

async function dominant(image) {
  const small = await image.resize({ width: 64, height: 64, fit: "inside" }).flatten({ background: "#ffffff" }).png().toBuffer();
  const { r, g, b } = (await sharp(small).stats()).dominant;
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { id, ask } = JSON.parse(line);
  let reply;
  try {
    reply = { id, answer: await variantsOf(Buffer.from(ask.original, "base64")) };
  } catch (error) {
    reply = { id, error: String(error?.message ?? error) };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
}
