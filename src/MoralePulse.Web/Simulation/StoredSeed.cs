using System.Security.Cryptography;

namespace MoralePulse.Web.Simulation;

/// <summary>
/// What the wallets of the demonstration's staff are drawn from: 32 bytes in <c>{DATA_DIR}/keys/demonstration-wallets.seed</c>, made when missing.
/// The same seed blinds the same messages, which get the same signatures, so a restart needs no wallet.
/// </summary>
internal static class StoredSeed
{
    private const int Size = 32;

    /// <summary>Reads it, or makes it.</summary>
    public static byte[] Of(IConfiguration settings)
    {
        var folder = Path.Combine(settings["DATA_DIR"] is { Length: > 0 } data ? data : ".data", "keys");
        var file = Path.Combine(folder, "demonstration-wallets.seed");
        if (File.Exists(file) && Convert.FromBase64String(File.ReadAllText(file).Trim()) is { Length: Size } seed) return seed;

        var windows = OperatingSystem.IsWindows();
        if (windows) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var made = RandomNumberGenerator.GetBytes(Size);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!windows) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(Convert.ToBase64String(made));
        return made;
    }
}
