using System.Diagnostics;
using System.Globalization;
using MoralePulse.Harness;
using MoralePulse.Web.Migrate;
using Npgsql;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Restore;

/// <summary>A backup as operations make it: scripts/backup into a file, scripts/restore into an empty database.</summary>
internal static class Backup
{
    /// <summary>Skips the test, with the reason, where PostgreSQL's own programs for it are missing or older than the server.</summary>
    public static async Task Needs(TestDatabase database)
    {
        var server = await database.Scalar<int>("select current_setting('server_version_num')::int / 10000");
        var version = OperatingSystem.IsWindows() ? null : await Run("pg_dump", ["--version"], [], null, null);
        var major = version is null ? 0 : int.Parse(version.Split(' ').First(word => char.IsAsciiDigit(word[0])).Split('.')[0], CultureInfo.InvariantCulture);
        if (major < server) Assert.Ignore(major == 0 ? "There is no pg_dump on the PATH to make a backup with." : $"The pg_dump on the PATH is of PostgreSQL {major}, the server of {server}.");
    }

    public static async Task Make(TestDatabase database, string file) => Assert.That(await Run(Script("backup"), [], Of(database), null, file), Is.Not.Null, "scripts/backup failed; its words are above");

    /// <summary>A dump of everything, as somebody makes it who does not know our script.</summary>
    public static async Task MakeWhole(TestDatabase database, string file) => Assert.That(await Run("pg_dump", ["--format=custom"], Of(database), null, file), Is.Not.Null, "pg_dump failed; its words are above");

    public static async Task Restore(string file, TestDatabase database)
    {
        Assert.That(await Restores(file, database), "scripts/restore failed; its words are above");
        // Until it is migrated everybody may connect, unless another fixture's migration closes the server's databases meanwhile: so the service's roles may in any case.
        await using var owner = await database.AsOwner.OpenConnectionAsync();
        await Migrate.CloseDatabase(owner, CancellationToken.None);
    }

    /// <summary>Whether it says that all is there.</summary>
    public static async Task<bool> Restores(string file, TestDatabase database) => await Run(Script("restore"), [], Of(database), file, null) is not null;

    private static string Script(string name) => Path.Combine(RepositoryFolder.Find(Path.Combine("scripts", name))!, "scripts", name);

    private static Dictionary<string, string> Of(TestDatabase database)
    {
        var owner = new NpgsqlConnectionStringBuilder(database.Owner);
        return new() { ["PGHOST"] = owner.Host!, ["PGPORT"] = $"{owner.Port}", ["PGUSER"] = owner.Username!, ["PGPASSWORD"] = owner.Password!, ["PGDATABASE"] = owner.Database! };
    }

    // What it wrote; null where it is not there or failed.
    private static async Task<string?> Run(string program, string[] arguments, Dictionary<string, string> environment, string? input, string? output)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var written = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(written);
            if (input is not null)
            {
                await using var file = File.OpenRead(input);
                try
                {
                    await file.CopyToAsync(process.StandardInput.BaseStream);
                }
                catch (IOException)
                {
                    // it has ended before it read all, and says by its code whether it minds
                }
            }

            try
            {
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // the same
            }

            await reading;
            await process.WaitForExitAsync();
            if (output is not null) await File.WriteAllBytesAsync(output, written.ToArray());
            return process.ExitCode == 0 ? System.Text.Encoding.Latin1.GetString(written.ToArray()) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
