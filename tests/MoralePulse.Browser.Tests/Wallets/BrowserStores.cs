using System.Text.Json;
using Microsoft.Playwright;

namespace MoralePulse.Browser.Tests.Wallets;

/// <summary>Everything that a browser profile keeps for this site, as text: to be read, and searched for what must not be there.</summary>
internal static class BrowserStores
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Everything =
        """
        async () => {
          const written = value => JSON.parse(JSON.stringify(value, (_, one) => one instanceof Uint8Array ? "bytes:" + btoa(String.fromCharCode(...one)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") : one));
          const asked = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
          const databases = {};
          for (const { name } of await indexedDB.databases()) {
            const database = await asked(indexedDB.open(name));
            databases[name] = {};
            for (const store of database.objectStoreNames) {
              const open = database.transaction(store).objectStore(store);
              const keys = await asked(open.getAllKeys()), values = await asked(database.transaction(store).objectStore(store).getAll());
              databases[name][store] = keys.map((key, at) => written([key, values[at]]));
            }
            database.close();
          }
          const cached = {};
          for (const name of await caches.keys()) cached[name] = (await (await caches.open(name)).keys()).map(request => request.url);
          return JSON.stringify({
            localStorage: { ...localStorage }, sessionStorage: { ...sessionStorage }, indexedDB: databases, caches: cached,
            serviceWorkers: (await navigator.serviceWorker.getRegistrations()).map(one => one.scope), scriptCookies: document.cookie, windowName: window.name,
          });
        }
        """;

    /// <summary>All stores of the page's origin, and the profile's cookies, indented.</summary>
    public static async Task<string> Dump(IPage page)
    {
        using var stores = JsonDocument.Parse(await page.EvaluateAsync<string>(Everything));
        var cookies = (await page.Context.CookiesAsync()).Select(cookie => $"{cookie.Name} (httpOnly {cookie.HttpOnly}, until {cookie.Expires})");
        return JsonSerializer.Serialize(new { stores = stores.RootElement, cookies }, Readable);
    }

    /// <summary>The passes of the one wallet in this profile: what each is called, and the text of its JSON.</summary>
    public static async Task<IReadOnlyList<JsonElement>> Passes(IPage page)
    {
        using var stores = JsonDocument.Parse(await page.EvaluateAsync<string>(Everything));
        var wallet = stores.RootElement.GetProperty("indexedDB").EnumerateObject().Single(database => database.Name.StartsWith("moralepulse-", StringComparison.Ordinal)).Value;
        return [.. wallet.GetProperty("pass").EnumerateArray().Select(entry => entry[1].Clone())];
    }
}
