using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace MoralePulse.Issuance.SetUp;

/// <summary>
/// What only somebody with access to the machine knows, while a service has no organisation and so nobody who could sign in: the setting <c>SetUp:Code</c>, else the file
/// <c>{DATA_DIR}/keys/set-up-code</c>, mode 0600, made at each start without an organisation. It is good for a day after the start and for nothing once there is an organisation.
/// </summary>
/// <param name="settings">The service's settings.</param>
/// <param name="time">The server's time.</param>
public sealed class SetUpCode(IConfiguration settings, TimeProvider time)
{
    private const string Setting = "SetUp:Code";
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // none that is taken for another; 32, so 5 bits each
    private const int Length = 20;
    private const int ShortestSetting = 16;

    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly DateTimeOffset started = time.GetUtcNow();

    private string Place => Path.Combine(settings["DATA_DIR"] is { Length: > 0 } folder ? folder : ".data", "keys", "set-up-code");

    /// <summary>Whether the setting, if there is one, is long enough to be a secret.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public void Check()
    {
        if (settings[Setting] is { Length: > 0 } set && Plain(set).Length < ShortestSetting) throw new InvalidOperationException($"SetUp__Code must have at least {ShortestSetting} letters and digits.");
    }

    /// <summary>Makes the file anew. To be called at a start without an organisation.</summary>
    /// <returns>Where it is; null where the setting has the code.</returns>
    public string? Make()
    {
        if (settings[Setting] is { Length: > 0 }) return null;
        var folder = Path.GetDirectoryName(Place)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var draft = $"{Place}.new"; // whoever finds the file finds the whole code
        foreach (var old in (string[])[Place, draft]) File.Delete(old);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options)) writer.WriteLine(string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(5).Select(part => new string(part))));
        File.Move(draft, Place);
        return Place;
    }

    /// <summary>Whether a text is the code, whatever the capitals, spaces and dashes; compared in constant time.</summary>
    public bool Is(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (time.GetUtcNow() - started > Life) return false;
        var code = settings[Setting] is { Length: > 0 } set ? set : File.Exists(Place) ? File.ReadAllText(Place) : "";
        return Plain(code).Length >= ShortestSetting && CryptographicOperations.FixedTimeEquals(Hash(code), Hash(text));
    }

    /// <summary>Forgets the file: there is an organisation.</summary>
    public void Forget()
    {
        if (File.Exists(Place)) File.Delete(Place);
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(Plain(text)));
}
