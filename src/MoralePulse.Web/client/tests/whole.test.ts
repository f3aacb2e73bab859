import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { whole } from "../whole.ts";

async function served(answer: Parameters<typeof createServer>[1], asks: (address: string) => Promise<void>): Promise<void> {
  const server = createServer(answer!);
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  try {
    await asks(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("what came whole is told with its status, also a refusal", () =>
  served(
    (_, response) => response.writeHead(410).end("gone"),
    async address => assert.deepEqual(await whole(address), { status: 410, text: "gone" }),
  ));

test("what breaks within its body is nothing, and nothing is thrown", () =>
  served(
    (_, response) => {
      response.writeHead(200, { "Content-Length": "1000" });
      response.write("half of ");
      setTimeout(() => response.destroy(), 20);
    },
    async address => assert.equal(await whole(address), null),
  ));

test("where nobody answers there is nothing", async () => {
  let closed = "";
  await served(() => {}, async address => void (closed = address));
  assert.equal(await whole(closed), null);
});
