using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MoralePulse.Harness;

namespace MoralePulse.Browser.Tests.SignIn;

/// <summary>npm's oidc-provider on a port of its own, gone with the test that started it: its standard input closes then. The test knows its key, to write what only it could.</summary>
public sealed class ProviderProcess : IAsyncDisposable
{
    public const string ClientId = "morale-pulse";
    public const string ClientSecret = "of-tests-only-and-long-enough";

    private const string KeyId = "of-tests";

    private readonly Process node;
    private readonly RSA key = RSA.Create(2048);
    private string? lastSession;
    private bool stopped;

    private ProviderProcess(Process node, string issuer) => (this.node, Issuer) = (node, issuer);

    public string Issuer { get; }

    /// <summary>The sid of the sign-in that was last made here; waits until the provider has told of another than before.</summary>
    /// <param name="before">The one before; null for none.</param>
    public async Task<string> SessionAfter(string? before)
    {
        await Eventually.Holds(() => lastSession is not null && lastSession != before, "the provider tells of the sign-in");
        return lastSession!;
    }

    /// <summary>The sid of the last sign-in, if there was one.</summary>
    public string? LastSession => lastSession;

    public static async Task<ProviderProcess> Start()
    {
        var folder = Path.Combine(RepositoryFolder.Find("MoralePulse.sln")!, "tests", "MoralePulse.Browser.Tests", "provider");
        var node = Process.Start(new ProcessStartInfo("node", ["provider.mjs"]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder })!;
        var line = await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The provider did not start; its reason is above.");
        return new(node, JsonDocument.Parse(line).RootElement.GetProperty("issuer").GetString()!);
    }

    /// <summary>Opens it for a service.</summary>
    public async Task Serve(string service, string callback)
    {
        var own = key.ExportParameters(true);
        string Part(byte[]? bytes) => Base64Url.EncodeToString(bytes);
        await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new
        {
            client = new { client_id = ClientId, client_secret = ClientSecret, redirect_uris = new[] { callback } },
            service,
            key = new { kty = "RSA", kid = KeyId, use = "sig", alg = "RS256", n = Part(own.Modulus), e = Part(own.Exponent), d = Part(own.D), p = Part(own.P), q = Part(own.Q), dp = Part(own.DP), dq = Part(own.DQ), qi = Part(own.InverseQ) },
        }));
        await node.StandardInput.FlushAsync();
        if (await node.StandardOutput.ReadLineAsync() is null) throw new InvalidOperationException("The provider did not open; its reason is above.");
        _ = Task.Run(async () =>
        {
            while (await node.StandardOutput.ReadLineAsync() is { } line)
                if (line.StartsWith('{') && JsonDocument.Parse(line).RootElement.TryGetProperty("sid", out var sid)) lastSession = sid.GetString();
        });
    }

    /// <summary>A token with its signature, or another one's.</summary>
    public string Signs(object payload, RSA? with = null, string type = "logout+jwt")
    {
        var text = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = type, kid = KeyId }))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload))}";
        return $"{text}.{Base64Url.EncodeToString((with ?? key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>Stops it, once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopped) return;
        stopped = true;
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
        key.Dispose();
    }
}
