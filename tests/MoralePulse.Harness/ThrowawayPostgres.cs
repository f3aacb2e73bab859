using System.Diagnostics;
using System.Text.Json;

namespace MoralePulse.Harness;

/// <summary>A PostgreSQL server of one's own, gone with the process that started it: its standard input closes then, however that process ended.</summary>
public sealed class ThrowawayPostgres : IAsyncDisposable
{
    private readonly Process script;

    private ThrowawayPostgres(Process script, Running running) => (this.script, Server) = (script, running);

    /// <summary>The owner's connection string, to the database <c>postgres</c>.</summary>
    public string Owner => Server.Owner;

    private Running Server { get; set; }

    /// <summary>Starts a server on a free port of loopback.</summary>
    /// <param name="fsync">Whether a commit is on the disk when it is answered: as it must be where a crash is part of the test.</param>
    /// <param name="database">The only one that the service's roles may go into, as on a clone's own server; null for any.</param>
    /// <param name="folder">Where its files lie; null for the machine's temporary folder.</param>
    public static async Task<ThrowawayPostgres> Start(bool fsync, string? database = null, string? folder = null)
    {
        var path = Path.Combine("scripts", "lib", "temporary-database.mjs");
        var root = RepositoryFolder.Find(path) ?? throw new InvalidOperationException($"Set MORALEPULSE_TEST_OWNER, or run the tests inside the clone: {path} was not found above {AppContext.BaseDirectory}.");
        var start = new ProcessStartInfo("node", [Path.Combine(root, path), $"--fsync={(fsync ? "on" : "off")}", "--again", .. database is null ? Array.Empty<string>() : [$"--database={database}"]]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = root };
        if (folder is not null) start.Environment["TMPDIR"] = folder;
        var script = Process.Start(start)!;
        return new(script, await Started(script));
    }

    /// <summary>Kills the postmaster (SIGKILL), as a machine without memory would.</summary>
    public void Kill()
    {
        using var postmaster = Process.GetProcessById(Server.Postmaster);
        postmaster.Kill();
    }

    /// <summary>Stops it at once, without a checkpoint (SIGQUIT), as <c>pg_ctl stop -m immediate</c> does.</summary>
    public void StopAtOnce() => UnixSignal.Send(Server.Postmaster, "QUIT");

    /// <summary>Whether the postmaster lives: a full disk may end it.</summary>
    public bool IsRunning => UnixSignal.IsAlive(Server.Postmaster);

    /// <summary>Starts the killed server again on its files, and returns when it has recovered and accepts connections.</summary>
    public async Task StartAgain()
    {
        await script.StandardInput.WriteLineAsync("again");
        await script.StandardInput.FlushAsync();
        Server = await Started(script);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        script.StandardInput.Close();
        await script.WaitForExitAsync();
        script.Dispose();
    }

    private static async Task<Running> Started(Process script)
    {
        var line = await script.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The throwaway PostgreSQL did not start; its reason is above.");
        return JsonSerializer.Deserialize<Running>(line, JsonSerializerOptions.Web)!;
    }

    private sealed record Running(string Owner, int Postmaster);
}
