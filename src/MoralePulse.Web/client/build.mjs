// Bundles what pages load into wwwroot/assets: the service fingerprints and compresses it. With --tests: the unit tests, for node's own runner.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { compile } from "sass";

const shared = { bundle: true, target: ["es2022"], logLevel: "warning" };

if (process.argv.includes("--tests")) {
  const tests = (await readdir("tests")).filter(name => name.endsWith(".test.ts"));
  await rm(".tests", { recursive: true, force: true });
  await build({ ...shared, entryPoints: tests.map(name => `tests/${name}`), outdir: ".tests", platform: "node", format: "esm", outExtension: { ".js": ".mjs" } });
} else {
  const assets = "../wwwroot/assets";
  await rm(assets, { recursive: true, force: true });
  await mkdir(assets, { recursive: true });
  const { css } = compile("styles/main.scss", { loadPaths: ["node_modules/nhsuk-frontend/dist"], style: "compressed", quietDeps: true });
  await Promise.all([
    writeFile(`${assets}/main.css`, css),
    build({ ...shared, entryPoints: ["tap-page.ts", "ahead.ts", "board.ts", "trend.ts", "blind.worker.ts"], outdir: assets, minify: true, platform: "browser", format: "esm" }),
  ]);
}
